import { defineFault } from './fault.ts';

export const maskIgnored = defineFault({
  name: 'mask-ignored',
  summary: 'an interrupt is delivered although its source is masked',
  source: 'QEMU c048be5cc92a (vfio: Fix MSI-X vector expansion)',
  caughtBy: ['delivered-where-routed'],
  shows: { scope: '1:1x1', lifecycle: ['masking'] },
  next: { inject: ({ sound }) => sound({ mask: () => ({ is: 'open' }) }) },
});
