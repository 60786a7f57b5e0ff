import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const maskedDrops = defineFault({
  name: 'masked-drops',
  summary: 'an interrupt that arrives while its source is masked is forgotten',
  source: 'cloud-hypervisor PR 795',
  caughtBy: ['delivered-where-routed', 'no-lost-interrupt', 'event-is-served'],
  shows: { scope: '1:1x1', lifecycle: ['masking'] },
  next: { inject: ({ sound }) => without(sound(), 'mask') },
});
