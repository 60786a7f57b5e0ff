import { nameOf } from '../../model/labels.ts';
import { routeOf } from '../../model/state.ts';
import { eachSource } from '../each.ts';
import { step } from '../property.ts';
import { programs, resets } from '../words.ts';

export const routeChangesOnlyByProgramming = step({
  id: 'route-changes-only-by-programming',
  contract: 'safe',
  sentence: "A route changes only in the guest's own programming step, or at reset.",
  source: 'Linux 688124cc541f',
  each: eachSource,
  observes: ({ source }) => ({ route: routeOf(source) }),
  whenever: ({ before, after }) => before.route !== after.route,
  then: ({ label, before, after }, { vm, source }) =>
    programs(label, source) ||
    resets(label, vm) || {
      expected: `${source} routed to ${before.route} until the guest programs it`,
      found: `${nameOf(label)} routed it to ${after.route}`,
    },
});
