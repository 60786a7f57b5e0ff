import { row } from '../../model/action.ts';
import { eventOf, placementOf, routeOf } from '../../model/state.ts';
import type { HostCpuId } from '../../model/topology.ts';
import type { OfSource } from '../each.ts';
import { eachCpu, eachSource } from '../each.ts';
import { settles } from '../long-run.ts';
import { cpuOf, injects, moves } from '../words.ts';

interface OfSourceAndCpu extends OfSource {
  readonly cpu: HostCpuId;
}

export const localityRestored = settles({
  id: 'locality-restored',
  contract: 'locality',
  sentence:
    'If from some point on VCPUs stay put and events of a source keep coming from one CPU only, and it hosts a VCPU of the VM, injections become and stay local.',
  source: 'US9411624B2, claim 2',
  notMeant: ({ lifecycle }) =>
    lifecycle.includes('reset') ? 'A reset brings back the first route, however often.' : null,
  each: (setup): readonly OfSourceAndCpu[] =>
    eachSource(setup).flatMap((of) => eachCpu(setup).map((cpu) => ({ ...of, cpu }))),
  observes: ({ vm, source }) => ({
    event: eventOf(source),
    route: routeOf(source),
    placement: row(vm.vcpus, placementOf),
  }),
  asks: (label, { vm, source }) =>
    moves(label, vm) || injects(label, source) || (label.is === 'raise' && label.source === source),
  onceNoMore: ({ label }, { vm, cpu }) => moves(label, vm) || (label.is === 'raise' && label.on !== cpu),
  whileRecurs: ({ label, before }, { vm, cpu }) =>
    label.is === 'raise' && vm.vcpus.some((vcpu) => cpuOf(before.placement(vcpu)) === cpu),
  never: ({ label, before }, { source, cpu }) => {
    if (!injects(label, source)) return false;
    const { event, route, placement } = before;
    return event.is !== 'idle' && event.on === cpu && cpuOf(placement(route)) !== cpu;
  },
  broken: ({ source, cpu }) => ({
    expected: `injections of ${source} to become and stay local, for its events all come from ${cpu} now, and VCPUs stay put`,
    found: 'a fair run with remote injections for ever',
    amiss: 'a remote injection',
  }),
});
