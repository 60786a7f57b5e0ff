/** The named faults, those of a family together. */
import { coalescingDrops } from './coalescing-drops.ts';
import { coalescingOverwrites } from './coalescing-overwrites.ts';
import { doubleDispatch } from './double-dispatch.ts';
import { droppedAtRetarget } from './dropped-at-retarget.ts';
import type { Fault } from './fault.ts';
import { finishClearsEveryVm } from './finish-clears-every-vm.ts';
import { finishClearsPending } from './finish-clears-pending.ts';
import { finishLostAfterRetarget } from './finish-lost-after-retarget.ts';
import { finishNeedsProgramming } from './finish-needs-programming.ts';
import { firstTimePerDevice } from './first-time-per-device.ts';
import { firstTimePerVm } from './first-time-per-vm.ts';
import { guestOverreach } from './guest-overreach.ts';
import { haltKeepsCpuBusy } from './halt-keeps-cpu-busy.ts';
import { haltWithPending } from './halt-with-pending.ts';
import { handlerTakenForIdle } from './handler-taken-for-idle.ts';
import { hintFromOtherVm } from './hint-from-other-vm.ts';
import { hostRewritesRoute } from './host-rewrites-route.ts';
import { idsConfused } from './ids-confused.ts';
import { injectBeforeRoute } from './inject-before-route.ts';
import { injectedTwice } from './injected-twice.ts';
import { kickSentByMap } from './kick-sent-by-map.ts';
import { kicksWhomItHints } from './kicks-whom-it-hints.ts';
import { lookedUpAgain } from './looked-up-again.ts';
import { mapNotUpdated } from './map-not-updated.ts';
import { mapReadBeforePreempt } from './map-read-before-preempt.ts';
import { maskIgnored } from './mask-ignored.ts';
import { maskedDrops } from './masked-drops.ts';
import { memorySharedByVms } from './memory-shared-by-vms.ts';
import { missedWhileReady } from './missed-while-ready.ts';
import { neighbourProgrammed } from './neighbour-programmed.ts';
import { neverRemembers } from './never-remembers.ts';
import { noKick } from './no-kick.ts';
import { nobodyThereDrops } from './nobody-there-drops.ts';
import { partialHint } from './partial-hint.ts';
import { plugForgetsMap } from './plug-forgets-map.ts';
import { postponedWhileHalted } from './postponed-while-halted.ts';
import { preemptDropsPending } from './preempt-drops-pending.ts';
import { preemptedRunsOn } from './preempted-runs-on.ts';
import { programmingPutOff } from './programming-put-off.ts';
import { remembersBeforeHinting } from './remembers-before-hinting.ts';
import { resetKeepsHandler } from './reset-keeps-handler.ts';
import { resetKeepsMask } from './reset-keeps-mask.ts';
import { resetKeepsMemory } from './reset-keeps-memory.ts';
import { resetKeepsPending } from './reset-keeps-pending.ts';
import { resetKeepsRoute } from './reset-keeps-route.ts';
import { retargetInjects } from './retarget-injects.ts';
import { rewriteClearsPendingBit } from './rewrite-clears-pending-bit.ts';
import { routedToOffline } from './routed-to-offline.ts';
import { staysMasked } from './stays-masked.ts';
import { suppressedInHandler } from './suppressed-in-handler.ts';
import { takenTwice } from './taken-twice.ts';
import { unmaskDeliversToOldRoute } from './unmask-delivers-to-old-route.ts';
import { unmaskForgetsKick } from './unmask-forgets-kick.ts';
import { unplugKeepsMap } from './unplug-keeps-map.ts';
import { unplugWithRoute } from './unplug-with-route.ts';
import { writeLostWhileMasked } from './write-lost-while-masked.ts';
import { wrongQueue } from './wrong-queue.ts';

export const faults: readonly Fault[] = [
  mapNotUpdated,
  mapReadBeforePreempt,
  idsConfused,
  wrongQueue,
  hintFromOtherVm,
  partialHint,
  firstTimePerVm,
  firstTimePerDevice,
  neverRemembers,
  remembersBeforeHinting,
  coalescingOverwrites,
  coalescingDrops,
  injectBeforeRoute,
  finishNeedsProgramming,
  injectedTwice,
  droppedAtRetarget,
  noKick,
  haltWithPending,
  routedToOffline,
  unplugWithRoute,
  hostRewritesRoute,
  guestOverreach,
  maskedDrops,
  unmaskForgetsKick,
  resetKeepsMemory,
  resetKeepsPending,
  doubleDispatch,
  kickSentByMap,
  kicksWhomItHints,
  unplugKeepsMap,
  plugForgetsMap,
  rewriteClearsPendingBit,
  maskIgnored,
  takenTwice,
  finishClearsPending,
  preemptDropsPending,
  missedWhileReady,
  suppressedInHandler,
  finishLostAfterRetarget,
  finishClearsEveryVm,
  resetKeepsMask,
  resetKeepsRoute,
  retargetInjects,
  nobodyThereDrops,
  neighbourProgrammed,
  haltKeepsCpuBusy,
  memorySharedByVms,
  resetKeepsHandler,
  unmaskDeliversToOldRoute,
  lookedUpAgain,
  postponedWhileHalted,
  preemptedRunsOn,
  handlerTakenForIdle,
  programmingPutOff,
  staysMasked,
  writeLostWhileMasked,
];

/** The fault of that name, or `undefined`. */
export const faultNamed = (name: string): Fault | undefined => faults.find((fault) => fault.name === name);
