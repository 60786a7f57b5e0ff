import { disabled } from '../action.ts';
import type { VcpuId } from '../topology.ts';
import { amended } from './amend.ts';
import type { FaultyStep } from './fault.ts';
import { defineFault } from './fault.ts';

const keepingOldRoute = ({ source, cells, sound }: FaultyStep<'program' | 'writeRoute'>) =>
  amended(sound(), (writes) => {
    const old = cells.route(source);
    const isNew = writes.route !== undefined && writes.route[source] !== old;
    return isNew ? { ...writes, kept: { [source]: old } } : writes;
  });

export const injectedTwice = defineFault({
  name: 'injected-twice',
  summary: 'after the route has changed, the next interrupt is pending on the old and on the new VCPU',
  source: 'Linux 0bdbf3b07198 (KVM: arm/arm64: vgic: Stop injecting the MSI occurrence twice)',
  caughtBy: ['delivered-where-routed', 'no-spurious-interrupt'],
  shows: { scope: '1:2x1' },
  // where the route led before it was programmed
  initial: null,
  next: {
    program: (step) => keepingOldRoute(step),
    writeRoute: (step) => keepingOldRoute(step),
    inject: ({ source, cells, sound }) =>
      amended(sound(), (writes) => {
        const old = cells.kept(source) as VcpuId | null;
        if (old === null || writes.pending === undefined) return writes;
        const again = sound({ route: () => old });
        if (again === disabled) return writes;
        return {
          ...writes,
          pending: { [source]: { ...again.pending?.[source], ...writes.pending[source] } },
          placement: { ...again.placement, ...writes.placement },
          kept: { [source]: null },
        };
      }),
  },
});
