import { firstNonempty } from './first-nonempty.ts';
import { definePolicy } from './policy.ts';

export const onMove = definePolicy({
  name: 'on-move',
  summary: 'hints like first-nonempty, and again after the map has recorded that a VCPU of the VM moved',
  makesVacuous: firstNonempty.makesVacuous,
  initial: firstNonempty.initial,
  decide: firstNonempty.decide,
  onMove: () => ({ seen: false }),
});
