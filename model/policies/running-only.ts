import { definePolicy } from './policy.ts';

export const runningOnly = definePolicy({
  name: 'running-only',
  summary: 'hints at the VCPUs that run on the host CPU, unless the routed one is among them',
  makesVacuous: ['hint-empty', 'hint-names-two'],
  decide: (event) => {
    const running = event.mappedHere.filter((vcpu) => event.condition(vcpu) === 'running');
    const misses = running.length > 0 && !running.includes(event.route);
    return { hint: misses ? running : null, memory: null };
  },
});
