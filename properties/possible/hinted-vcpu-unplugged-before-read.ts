import { eachSource } from '../each.ts';
import { hintIn, pipelineOf, placesOf } from '../pipeline.ts';
import { sometimesStep } from '../property.ts';
import { mayUnplug } from './configurations.ts';

export const hintedVcpuUnpluggedBeforeRead = sometimesStep({
  id: 'hinted-vcpu-unplugged-before-read',
  contract: 'possible',
  sentence: 'A VCPU is unplugged while a hint that names it is on its way to the guest.',
  source: 'ours',
  notMeant: (config) => (mayUnplug(config) ? null : 'No VCPU is ever unplugged.'),
  each: eachSource,
  observes: pipelineOf,
  asks: (label, { vm }) => label.is === 'unplug' && vm.vcpus.includes(label.vcpu),
  reached: ({ label, before }, { vm, source }) =>
    label.is === 'unplug' &&
    placesOf(vm).some((place) => hintIn(before, place)?.includes(label.vcpu)) &&
    `${label.vcpu} is unplugged, and an unread hint of ${source} names it`,
});
