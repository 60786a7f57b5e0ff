import { pendingOf, placementOf } from '../../model/state.ts';
import { eachSourceAndVcpu } from '../each.ts';
import { always } from '../property.ts';

export const noLostWakeup = always({
  id: 'no-lost-wakeup',
  contract: 'safe',
  sentence: 'A halted VCPU has no interrupt pending.',
  source: 'Linux a2486020a82e',
  each: eachSourceAndVcpu,
  observes: ({ source, vcpu }) => ({ placement: placementOf(vcpu), pending: pendingOf(source, vcpu) }),
  whenever: ({ placement }) => placement.is === 'halted',
  then: ({ pending }, { vcpu }) =>
    pending === null || {
      expected: 'nothing pending',
      found: `an interrupt pending on ${vcpu}, which sleeps`,
    },
});
