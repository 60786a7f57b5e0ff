import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const wrongQueue = defineFault({
  name: 'wrong-queue',
  summary: "an interrupt is sent with the hint of another source's event, if one waits",
  source: 'Xen 78e24c269b0a',
  caughtBy: ['hint-travels-with-its-event'],
  shows: { scope: '1:1x2' },
  next: {
    inject: ({ source, vm, cells, sound }) => {
      const own = cells.event(source);
      if (own.is !== 'identified') return disabled;
      const other = vm.sources
        .filter((one) => one !== source)
        .map(cells.event)
        .find(({ is }) => is === 'identified');
      return other?.is === 'identified' ? sound({ event: () => ({ ...own, hint: other.hint }) }) : sound();
    },
  },
});
