import { placementOf } from '../../model/state.ts';
import { eachTwoVcpus } from '../each.ts';
import { always } from '../property.ts';
import { cpuOf } from '../words.ts';

export const oneVcpuPerCpu = always({
  id: 'one-vcpu-per-cpu',
  contract: 'safe',
  sentence: 'No two VCPUs run on one host CPU.',
  source: 'kernel-tla, ctxsw: SchedInv',
  // A lone VCPU is asked about, too: it meets nobody.
  each: (setup) => {
    const pairs = eachTwoVcpus(setup);
    return pairs.length > 0 ? pairs : setup.layout.vcpus.map((one) => ({ one, other: one }));
  },
  observes: ({ one, other }) => ({ one: placementOf(one), other: placementOf(other) }),
  whenever: (cells) => cells.one.is === 'running',
  then: (cells, { one, other }) =>
    one === other ||
    cells.other.is !== 'running' ||
    cells.other.on !== cpuOf(cells.one) || {
      expected: 'one VCPU at most that runs on a host CPU',
      found: `${one} and ${other} both run on ${cells.other.on}`,
    },
});
