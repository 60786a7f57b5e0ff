/** The language of conditions over cells: "show me how the model can get there". docs/conditions.md defines it. */
export { lengthMax, parseCondition } from './parse.ts';
export type { Ground } from './resolve.ts';
export { conditionId, misfit, propertyOf, sentenceOf } from './resolve.ts';
export type { Condition } from './tree.ts';
export type { CellKind } from './values.ts';
export { cellKinds, hintForms } from './values.ts';
