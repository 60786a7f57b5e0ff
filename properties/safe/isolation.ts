import { isolation as isolated } from '../property.ts';

/** Host CPUs and placements are what VCPUs compete for. All else of a VM is its own. */
export const isolation = isolated({
  id: 'isolation',
  contract: 'safe',
  sentence:
    "No action of one VM's device, VCPU or guest changes, or reads, a map entry, hint, memory, event, route or interrupt of another VM. (Scheduling is excluded: VCPUs compete for host CPUs.)",
  source: 'ours',
  notMeant: ({ topology }) => (topology.vms.length < 2 ? 'There is only one VM.' : null),
  crosses: (action, cell) => cell.owner !== null && cell.owner !== action.owner && cell.kind !== 'placement',
});
