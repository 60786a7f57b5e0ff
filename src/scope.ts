/** The short form of a topology, `P:VxS+VxS…`, and the limits of every topology. */
import type { Topology } from '../model/topology.ts';
import { UserError } from './errors.ts';

/** How large a topology may be, all VMs together. Far beyond what can be explored; nothing grows without a limit. */
export const topologyLimits = { hostCpus: 64, vms: 64, vcpus: 64, sources: 64 } as const;

const nouns = { hostCpus: 'host CPUs', vms: 'VMs', vcpus: 'VCPUs', sources: 'sources' } as const;

type Sizes = Readonly<Record<keyof typeof nouns, number>>;

const refuseLarge = (place: string, sizes: Sizes): void => {
  for (const noun of ['hostCpus', 'vms', 'vcpus', 'sources'] as const)
    if (sizes[noun] > topologyLimits[noun])
      throw new UserError(
        place,
        `has ${sizes[noun]} ${nouns[noun]} in all`,
        `A topology may have at most ${topologyLimits[noun]} ${nouns[noun]}.`,
      );
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** The topology, if it is within the limits. */
export const withinLimits = (place: string, topology: Topology): Topology => {
  const { hostCpus, vms } = topology;
  const sources = vms.flatMap(({ devices }) => Object.values(devices).flat()).length;
  refuseLarge(place, { hostCpus, vms: vms.length, vcpus: sum(vms.map(({ vcpus }) => vcpus)), sources });
  return topology;
};

const form =
  'Write P:VxS+VxS…: P host CPUs, then for each VM its VCPUs and its sources. 2:2x1 is 2 CPUs and one VM with 2 VCPUs and 1 source.';

const number = '(?:0|[1-9]\\d{0,5})';
const pattern = new RegExp(`^${number}:${number}x${number}(?:\\+${number}x${number})*$`);

/** Whether a text has the form of a scope; its numbers may still be too small or too large. */
export const looksLikeScope = (text: string): boolean => pattern.test(text);

const atLeastOne = (place: string, scope: string, noun: string, n: number): number => {
  if (n < 1) throw new UserError(place, `'${scope}' has ${n} ${noun}`, `There is at least 1 of them.`);
  return n;
};

/** `2:2x1+1x1` → a topology. The sources of a VM belong to one device: `dev0.e0`, `dev0.e1`, … */
export const topologyOf = (scope: string, place = '--scope'): Topology => {
  if (!looksLikeScope(scope)) throw new UserError(place, `'${scope}' is no scope`, form);
  const [cpus, vms] = scope.split(':') as [string, string];
  const hostCpus = atLeastOne(place, scope, 'host CPUs', Number(cpus));
  const sizes = vms.split('+').map((vm, i) => {
    const [vcpus, sources] = vm.split('x').map(Number) as [number, number];
    return { vcpus: atLeastOne(place, scope, `VCPUs in vm${i}`, vcpus), sources };
  });
  refuseLarge(place, {
    hostCpus,
    vms: sizes.length,
    vcpus: sum(sizes.map(({ vcpus }) => vcpus)),
    sources: sum(sizes.map(({ sources }) => sources)),
  });
  return {
    hostCpus,
    vms: sizes.map(({ vcpus, sources }) => ({
      vcpus,
      devices: { dev0: Array.from({ length: sources }, (_, n) => `e${n}`) },
    })),
  };
};
