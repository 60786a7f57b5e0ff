import type { Fault } from './fault.ts';

export const noKick: Fault = {
  name: 'no-kick',
  summary: 'an injection does not wake a halted VCPU',
  source: 'Linux a2486020a82e',
  caughtBy: ['no-lost-wakeup'],
  breaks: { kick: (target) => target },
};
