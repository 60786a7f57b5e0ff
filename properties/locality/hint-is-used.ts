import { row } from '../../model/action.ts';
import { placementOf, routeOf, servicingOf } from '../../model/state.ts';
import { eachSourceAndVcpu } from '../each.ts';
import { leadsTo } from '../long-run.ts';
import { namesSomebody, programs } from '../words.ts';

export const hintIsUsed = leadsTo({
  id: 'hint-is-used',
  contract: 'locality',
  sentence:
    'While a hint in service lets the guest choose a VCPU that is online, it is eventually programmed, or overtaken: another hint that names somebody is taken.',
  source: 'US9411624B2, claim 2',
  notMeant: ({ guest, lifecycle }) => {
    if (guest.name !== 'any') return `The guest ${guest.name} chooses for itself what it does with a hint.`;
    const [event] = lifecycle.filter((one) => one !== 'masking');
    return event === undefined ? null : `With ${event}, a hint may come to nothing.`;
  },
  each: eachSourceAndVcpu,
  observes: ({ vm, source }) => ({
    route: routeOf(source),
    servicing: row(vm.vcpus, (vcpu) => servicingOf(source, vcpu)),
    placement: row(vm.vcpus, placementOf),
  }),
  asks: (label, { source }) => (label.is === 'take' && label.source === source) || programs(label, source),
  whenever: ({ label, after }, { vm, vcpu }, { config }) => {
    if (label.is !== 'take' || label.vcpu !== vcpu) return false;
    const handler = after.servicing(vcpu);
    if (handler?.is !== 'handling') return false;
    return config.guest
      .choices(handler.hint, { route: after.route, vcpus: vm.vcpus })
      .some((choice) => vm.vcpus.includes(choice) && after.placement(choice).is !== 'offline');
  },
  then: ({ label, after }, { source, vcpu }) => {
    if (label.is !== 'take') return programs(label, source) && 'vcpu' in label && label.vcpu === vcpu;
    const handler = after.servicing(label.vcpu);
    return handler?.is === 'handling' && namesSomebody(handler.hint);
  },
  broken: ({ source, vcpu }) => ({
    expected: `the handler of ${source} on ${vcpu} to program a VCPU of its hint, or another hint to be taken`,
    found: 'a fair run in which neither ever happens',
    amiss: 'the hint that is never used',
  }),
});
