import type { OfSource } from './each.ts';
import type { Memory } from './property.ts';
import { identifies, resets } from './words.ts';

/** Whether an event of the source was identified before, since the VM was last reset. */
export const identified: Memory<OfSource, Record<never, never>, { readonly before: boolean }> = {
  name: 'identified',
  initial: () => ({ before: false }),
  observes: () => ({}),
  watches: (label, { vm, source }) => identifies(label, source) || resets(label, vm),
  next: (_, { label }) => ({ before: label.is !== 'reset' }),
};
