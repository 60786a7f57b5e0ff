import { remembered } from './amend.ts';
import { defineFault } from './fault.ts';

export const firstTimePerVm = defineFault({
  name: 'first-time-per-vm',
  summary: 'what was seen is remembered for the whole VM, and not for a type of event',
  source: 'ours',
  caughtBy: ['first-time-hinted'],
  shows: { scope: '1:1x2' },
  next: {
    identify: ({ source, vm, sound }) => remembered(sound(), source, vm.sources),
  },
});
