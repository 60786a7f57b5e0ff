import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const handlerTakenForIdle = defineFault({
  name: 'handler-taken-for-idle',
  summary: 'a VCPU that was preempted in a handler, and has nothing pending, gets no CPU any more',
  source: 'ours',
  caughtBy: ['hint-is-used'],
  shows: { scope: '1:1x1' },
  next: {
    dispatch: ({ vcpu, vm, cells, sound }) => {
      const isAtWork = vm.sources.some((source) => cells.servicing(source, vcpu) !== null);
      const hasPending = vm.sources.some((source) => cells.pending(source, vcpu) !== null);
      return isAtWork && !hasPending ? disabled : sound();
    },
  },
});
