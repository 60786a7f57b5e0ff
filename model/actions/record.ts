/** How the hypervisor writes the VCPU-to-host-CPU map, wherever it does. */
import { row } from '../action.ts';
import type { Setup } from '../configuration.ts';
import type { Json } from '../state.ts';
import { mappedOf, memoryOf } from '../state.ts';
import type { HostCpuId, SourceId, VcpuId, Vm } from '../topology.ts';

/**
 * The cells that an action needs in order to record where a VCPU is; the memories, only for a policy with `onMove`.
 * Where the map is not written the rows are empty, so that the action is seen to touch nothing of the sources.
 */
export const recordTouches = (setup: Setup, vm: Vm, vcpu: VcpuId, writesMap = true) => ({
  mapped: row(writesMap ? [vcpu] : [], mappedOf),
  memory: row(writesMap && setup.config.policy.onMove ? vm.sources : [], memoryOf),
});

/** Writes a VCPU's entry, if that changes it, and tells the policy, once for every source of the VM. */
export const record = (
  setup: Setup,
  vm: Vm,
  cells: {
    readonly mapped: (vcpu: VcpuId) => HostCpuId | null;
    readonly memory: (source: SourceId) => Json;
  },
  { vcpu, to }: { readonly vcpu: VcpuId; readonly to: HostCpuId },
) => {
  const from = cells.mapped(vcpu);
  if (from === to) return {};
  const mapped = { [vcpu]: to };
  const { policy } = setup.config;
  if (!policy.onMove) return { mapped };
  const move = { vcpu, from, to };
  const memory: Record<SourceId, Json> = {};
  for (const source of vm.sources) memory[source] = policy.onMove(cells.memory(source), move);
  return { mapped, memory };
};
