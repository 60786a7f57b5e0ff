import { vcpuBeyond } from '../topology.ts';
import { defineGuest } from './guest.ts';

export const hostile = defineGuest({
  name: 'hostile',
  summary: 'programs any VCPU, hint or no hint, and tries one that does not exist',
  choices: (_hint, device) => [...device.vcpus, vcpuBeyond(device.vcpus)],
  mayIgnore: true,
  obeys: false,
  usesHints: false,
});
