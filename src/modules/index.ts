/**
 * The user's modules: bundled once, then instantiated wherever they run. The rest of the project sees a `Policy`
 * or a `Guest` like any other, which ends in a `UserError` where the module makes a mistake.
 */
export { atBareRevision } from './bare-revision.ts';
export type { Bundle } from './bundle.ts';
export { bundleModule } from './bundle.ts';
export { bundleRevision, whyNotAt } from './bundle-revision.ts';
export type { CallBoardWriter, CallInProgress } from './call-board.ts';
export { callBoardWriter, createCallBoard, readCallBoard } from './call-board.ts';
export { instantiateFault } from './fault.ts';
export { instantiateGuest } from './guest.ts';
export type { InstanceContext } from './policy.ts';
export { instantiatePolicy } from './policy.ts';
export type { ModuleKind } from './realm.ts';
