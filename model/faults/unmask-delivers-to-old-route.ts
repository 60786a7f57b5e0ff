import type { VcpuId } from '../topology.ts';
import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const unmaskDeliversToOldRoute = defineFault({
  name: 'unmask-delivers-to-old-route',
  summary: 'what the mask owed is delivered to the VCPU that the route named when it arrived',
  source: 'Linux da181dc974ad (PCI/MSI: Enforce that MSI-X table entry is masked for update)',
  caughtBy: ['no-spurious-interrupt'],
  shows: { scope: '1:2x1', lifecycle: ['masking'] },
  // where the route led then
  initial: null,
  next: {
    inject: ({ source, cells, sound }) =>
      amended(sound(), (writes) =>
        writes.mask === undefined ? writes : { ...writes, kept: { [source]: cells.route(source) } },
      ),
    unmaskSource: ({ source, cells, sound }) =>
      amended(sound({ route: () => (cells.kept(source) ?? cells.route(source)) as VcpuId }), (writes) => ({
        ...writes,
        kept: { [source]: null },
      })),
  },
});
