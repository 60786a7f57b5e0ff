/** The language of conditions over cells: "show me how the model can get there". docs/conditions.md defines it. */
export { lengthMax, parseCondition } from './parse.ts';
export type { Ground } from './resolve.ts';
export { misfit, propertyOf, sentenceOf } from './resolve.ts';
export type { Condition } from './tree.ts';
export { cellKinds, hintForms } from './values.ts';
