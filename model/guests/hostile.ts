import type { VcpuId } from '../topology.ts';
import { vmIdOf } from '../topology.ts';
import { defineGuest } from './guest.ts';

/** One index too many: the hypervisor must refuse it. */
const beyond = (vcpus: readonly VcpuId[]): VcpuId => `${vmIdOf(vcpus[0]!)}.vcpu${vcpus.length}`;

export const hostile = defineGuest({
  name: 'hostile',
  summary: 'programs any VCPU, hint or no hint, and tries one that does not exist',
  choices: (_hint, device) => [...device.vcpus, beyond(device.vcpus)],
  mayIgnore: true,
  obeys: false,
  usesHints: false,
});
