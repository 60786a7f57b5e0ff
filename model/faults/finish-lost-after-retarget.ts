import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const finishLostAfterRetarget = defineFault({
  name: 'finish-lost-after-retarget',
  summary: 'the end of a handler is ignored once the route leads elsewhere',
  source:
    'Linux 1072020685f4 (irqchip/sifive-plic: Fix frozen interrupt due to affinity setting); Xen 12b6ea528fd6',
  caughtBy: ['no-stuck-handler', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:2x1' },
  next: {
    finish: ({ source, vcpu, cells, sound }) =>
      cells.servicing(source, vcpu) !== null && cells.route(source) !== vcpu ? disabled : sound(),
  },
});
