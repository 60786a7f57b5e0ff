import { disabled } from '../action.ts';
import type { FaultyStep } from './fault.ts';
import { defineFault } from './fault.ts';

const withoutHint = { is: 'handling', hint: null } as const;

const isNextWaiting = ({ source, vcpu, cells }: FaultyStep<'program' | 'maskSource' | 'finish'>): boolean =>
  cells.pending(source, vcpu) !== null;

export const programmingPutOff = defineFault({
  name: 'programming-put-off',
  summary:
    'a handler leaves the programming to the next one, if the next interrupt is pending, but not its hint',
  source: 'ours; Xen 0f71d8d7047e puts a change of affinity off until the next interrupt, but keeps it',
  caughtBy: ['hint-is-used'],
  shows: { scope: '1:1x1' },
  next: {
    program: (step) => (isNextWaiting(step) ? disabled : step.sound()),
    maskSource: (step) => (isNextWaiting(step) ? disabled : step.sound()),
    finish: (step) => {
      const handler = step.cells.servicing(step.source, step.vcpu);
      if (handler?.is !== 'handling' || !isNextWaiting(step)) return step.sound();
      return step.sound({ servicing: () => withoutHint });
    },
  },
});
