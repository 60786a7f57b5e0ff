import { definePolicy } from './policy.ts';

export const onMiss = definePolicy({
  name: 'on-miss',
  summary: 'hints when the host CPU has VCPUs of the VM, and the routed one is not among them',
  makesVacuous: ['hint-empty'],
  decide: (event) => {
    const here = event.mappedHere;
    const misses = here.length > 0 && !here.includes(event.route);
    return { hint: misses ? here : null, memory: null };
  },
});
