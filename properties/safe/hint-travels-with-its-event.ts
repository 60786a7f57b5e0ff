import { eventOf, maskOf, pendingOf } from '../../model/state.ts';
import type { Vm } from '../../model/topology.ts';
import type { OfSource } from '../each.ts';
import { eachSource } from '../each.ts';
import type { Pipeline, Place } from '../pipeline.ts';
import { hintIn, pendingOn, pipelineOf } from '../pipeline.ts';
import type { Memory, Step } from '../property.ts';
import { history } from '../property.ts';
import { hintInWords, identifies, sameHint } from '../words.ts';

/** For each place, whether a hint waits there that was made for another source. A right machine has none. */
type Foreign = Readonly<Partial<Record<Place, boolean>>>;

const waitingPlacesOf = (vm: Vm): readonly Place[] => ['event', 'mask', ...vm.vcpus.map(pendingOn)];

/** Where a hint that is found in a place now may have been before. */
const waysTo = (place: Place): readonly Place[] => (place === 'event' ? ['event'] : [place, 'mask', 'event']);

const isForeign = (place: Place, foreign: Foreign, step: Step<Pipeline>, { source }: OfSource): boolean => {
  const hint = hintIn(step.after, place);
  if (hint === null) return false;
  if (step.sent && identifies(step.label, source) && sameHint(step.sent.hint, hint)) return false;
  const rightful = (from: Place) => !foreign[from] && sameHint(hintIn(step.before, from), hint);
  return !waysTo(place).some(rightful);
};

/** A hint in a source's pipeline that was not there, and not sent by the source's own identification, is foreign. */
const foreign: Memory<OfSource, Pipeline, Foreign> = {
  name: 'foreign hints',
  initial: ({ vm }) => Object.fromEntries(waitingPlacesOf(vm).map((place) => [place, false])),
  observes: pipelineOf,
  next: (before, step, subject) => {
    const { vm, source } = subject;
    const written = [
      ...(step.writes(eventOf(source)) ? (['event'] as const) : []),
      ...(step.writes(maskOf(source)) ? (['mask'] as const) : []),
      ...vm.vcpus.filter((vcpu) => step.writes(pendingOf(source, vcpu))).map(pendingOn),
    ];
    return Object.fromEntries(written.map((place) => [place, isForeign(place, before, step, subject)]));
  },
  addsNoState: true,
};

export const hintTravelsWithItsEvent = history({
  id: 'hint-travels-with-its-event',
  contract: 'safe',
  sentence: 'A hint reaches the guest only with an interrupt of the source whose event it was made for.',
  source: 'US9411624B2, claim 1; Xen 78e24c269b0a',
  each: eachSource,
  remembers: foreign,
  observes: pipelineOf,
  asks: (label, { source }) => label.is === 'take' && label.source === source,
  whenever: (_, { label, after }) =>
    label.is === 'take' && hintIn(after, `handler on ${label.vcpu}`) !== null,
  then: (foreignAt, { label, before, after }, { source }) => {
    if (label.is !== 'take') return true;
    const handed = hintIn(after, `handler on ${label.vcpu}`);
    const waited = hintIn(before, pendingOn(label.vcpu));
    return (
      (!foreignAt[pendingOn(label.vcpu)] && sameHint(handed, waited)) || {
        expected: `only hints that were made for events of ${source}`,
        found: `${label.vcpu} takes an interrupt of ${source} with ${hintInWords(handed)}, made for another`,
      }
    );
  },
});
