/** Every property, in the order of docs/properties.md. */
import { firstTimeHinted } from './claim-1/first-time-hinted.ts';
import { firstTimeOnly } from './claim-1/first-time-only.ts';
import { hintIsComplete } from './claim-1/hint-is-complete.ts';
import { eventIsServed } from './live/event-is-served.ts';
import { pendingIsTaken } from './live/pending-is-taken.ts';
import { hintIsTrue } from './locality/hint-is-true.ts';
import { hintIsUsed } from './locality/hint-is-used.ts';
import { hintNamesSomebody } from './locality/hint-names-somebody.ts';
import { localAfterProgramming } from './locality/local-after-programming.ts';
import { localityRestored } from './locality/locality-restored.ts';
import { noStaleHint } from './locality/no-stale-hint.ts';
import { allHaltedWithEventRaised } from './possible/all-halted-with-event-raised.ts';
import { deliveredLocallyAfterProgramming } from './possible/delivered-locally-after-programming.ts';
import { deliveredRemotely } from './possible/delivered-remotely.ts';
import { hintEmpty } from './possible/hint-empty.ts';
import { hintGoesStale } from './possible/hint-goes-stale.ts';
import { hintNamesTwo } from './possible/hint-names-two.ts';
import { hintSent } from './possible/hint-sent.ts';
import { hintedVcpuUnpluggedBeforeRead } from './possible/hinted-vcpu-unplugged-before-read.ts';
import { interruptsCoalesce } from './possible/interrupts-coalesce.ts';
import type { Property } from './property.ts';
import { busyFaithful } from './safe/busy-faithful.ts';
import { deliveredWhereRouted } from './safe/delivered-where-routed.ts';
import { hintSurvivesCoalescing } from './safe/hint-survives-coalescing.ts';
import { hintTravelsWithItsEvent } from './safe/hint-travels-with-its-event.ts';
import { hintWithinVm } from './safe/hint-within-vm.ts';
import { hintedAreMapped } from './safe/hinted-are-mapped.ts';
import { hintedOnEventCpu } from './safe/hinted-on-event-cpu.ts';
import { isolation } from './safe/isolation.ts';
import { mapFaithful } from './safe/map-faithful.ts';
import { noLostInterrupt } from './safe/no-lost-interrupt.ts';
import { noLostWakeup } from './safe/no-lost-wakeup.ts';
import { noSpuriousInterrupt } from './safe/no-spurious-interrupt.ts';
import { noStuckHandler } from './safe/no-stuck-handler.ts';
import { oneVcpuPerCpu } from './safe/one-vcpu-per-cpu.ts';
import { programmedFromHint } from './safe/programmed-from-hint.ts';
import { resetForgets } from './safe/reset-forgets.ts';
import { routeChangesOnlyByProgramming } from './safe/route-changes-only-by-programming.ts';
import { routeWithinVm } from './safe/route-within-vm.ts';

export const properties: readonly Property[] = [
  hintedOnEventCpu,
  hintedAreMapped,
  hintWithinVm,
  hintTravelsWithItsEvent,
  hintSurvivesCoalescing,
  mapFaithful,
  oneVcpuPerCpu,
  busyFaithful,
  deliveredWhereRouted,
  noLostInterrupt,
  noSpuriousInterrupt,
  routeWithinVm,
  routeChangesOnlyByProgramming,
  programmedFromHint,
  noLostWakeup,
  noStuckHandler,
  resetForgets,
  isolation,

  hintIsComplete,
  firstTimeHinted,
  firstTimeOnly,

  hintNamesSomebody,
  hintIsTrue,
  noStaleHint,
  localAfterProgramming,
  localityRestored,
  hintIsUsed,

  eventIsServed,
  pendingIsTaken,

  hintSent,
  hintEmpty,
  hintNamesTwo,
  interruptsCoalesce,
  hintGoesStale,
  deliveredRemotely,
  deliveredLocallyAfterProgramming,
  allHaltedWithEventRaised,
  hintedVcpuUnpluggedBeforeRead,
];

/** The property of that id, or `undefined`. */
export const propertyNamed = (id: string): Property | undefined =>
  properties.find((property) => property.id === id);
