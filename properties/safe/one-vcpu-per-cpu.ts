import { placementOf } from '../../model/state.ts';
import { eachTwoVcpus } from '../each.ts';
import { always } from '../property.ts';
import { cpuOf } from '../words.ts';

export const oneVcpuPerCpu = always({
  id: 'one-vcpu-per-cpu',
  contract: 'safe',
  sentence: 'No two VCPUs run on one host CPU.',
  source: 'kernel-tla, ctxsw: SchedInv',
  notMeant: ({ topology }) =>
    topology.vms.reduce((sum, { vcpus }) => sum + vcpus, 0) < 2 ? 'There is only one VCPU.' : null,
  each: eachTwoVcpus,
  observes: ({ one, other }) => ({ one: placementOf(one), other: placementOf(other) }),
  whenever: (cells) => cells.one.is === 'running',
  then: (cells, { one, other }) =>
    cells.other.is !== 'running' ||
    cells.other.on !== cpuOf(cells.one) || {
      expected: 'one VCPU at most that runs on a host CPU',
      found: `${one} and ${other} both run on ${cells.other.on}`,
    },
});
