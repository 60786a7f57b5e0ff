import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const partialHint = defineFault({
  name: 'partial-hint',
  summary: 'the look-up stops at the first VCPU that it finds',
  source: 'ours',
  caughtBy: ['hint-is-complete'],
  shows: { scope: '1:2x1' },
  next: {
    identify: ({ source, vm, cells, sound }) => {
      const event = cells.event(source);
      if (event.is !== 'raised') return disabled;
      const first = vm.vcpus.find((vcpu) => cells.mapped(vcpu) === event.on);
      return sound({ mapped: (vcpu) => (vcpu === first ? event.on : null) });
    },
  },
});
