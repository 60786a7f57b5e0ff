import { same } from '../../model/same.ts';
import { eventOf, maskOf, pendingOf, routeOf } from '../../model/state.ts';
import { eachSourceAndVcpu } from '../each.ts';
import { step } from '../property.ts';
import { injects, interruptInWords, owedBy } from '../words.ts';

/** Asked of a VCPU at a time, of every injection, since any may have hit it. */
export const deliveredWhereRouted = step({
  id: 'delivered-where-routed',
  contract: 'safe',
  sentence:
    "An injection makes the interrupt pending on exactly the VCPU that the route names at that step (or owed by the source's mask), and changes no other.",
  source: 'Linux 4fa6b9c5dc41; Linux 0bdbf3b07198; cloud-hypervisor issue 7813',
  each: eachSourceAndVcpu,
  observes: ({ source, vcpu }) => ({
    event: eventOf(source),
    route: routeOf(source),
    mask: maskOf(source),
    pending: pendingOf(source, vcpu),
  }),
  whenever: ({ label }) => label.is === 'inject' || label.is === 'receive',
  then: ({ label, before, after }, { source, vcpu }) => {
    const own = injects(label, source);
    const masked = own && before.mask.is === 'masked';
    if (masked && owedBy(after.mask) === null)
      return { expected: `the mask of ${source} to owe the interrupt`, found: 'a mask that owes nothing' };
    if (!masked && !same(before.mask, after.mask))
      return { expected: `the mask of ${source} to stay as it was`, found: 'a mask that changed' };
    if (own && !masked && before.route === vcpu)
      return (
        after.pending !== null || {
          expected: `an interrupt of ${source} pending on ${vcpu}, where the route leads`,
          found: 'nothing pending there',
        }
      );
    return (
      same(before.pending, after.pending) || {
        expected: `what is pending on ${vcpu} to stay: ${interruptInWords(before.pending)} of ${source}`,
        found: interruptInWords(after.pending),
      }
    );
  },
});
