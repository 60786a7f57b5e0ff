import { defineFault } from './fault.ts';

export const doubleDispatch = defineFault({
  name: 'double-dispatch',
  summary: 'two VCPUs may run on one CPU',
  source: 'ours; kernel-tla forbids it (ctxsw, SchedInv)',
  caughtBy: ['one-vcpu-per-cpu'],
  shows: { scope: '1:2x1' },
  next: { dispatch: ({ sound }) => sound({ busy: () => false }) },
});
