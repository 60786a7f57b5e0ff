import { pendingOf } from '../../model/state.ts';
import { eachSourceAndVcpu } from '../each.ts';
import { leadsTo } from '../long-run.ts';
import { notLive } from './configurations.ts';

export const pendingIsTaken = leadsTo({
  id: 'pending-is-taken',
  contract: 'live',
  sentence: 'A pending interrupt is taken.',
  source: 'ours',
  notMeant: notLive,
  each: eachSourceAndVcpu,
  observes: ({ source, vcpu }) => ({ pending: pendingOf(source, vcpu) }),
  asks: () => true,
  whenever: ({ writes, after }, { source, vcpu }) =>
    writes(pendingOf(source, vcpu)) && after.pending !== null,
  then: ({ label }, { source, vcpu }) =>
    label.is === 'take' && label.source === source && label.vcpu === vcpu,
  broken: ({ source, vcpu }) => ({
    expected: `the interrupt of ${source} that is pending on ${vcpu} to be taken there, sooner or later`,
    found: 'a fair run in which it never is',
    amiss: 'the interrupt that is never taken',
  }),
});
