import type { VcpuId } from '../../model/topology.ts';
import type { OfSource } from '../each.ts';
import { eachSource } from '../each.ts';
import type { Pipeline } from '../pipeline.ts';
import { arrivalOf, destination, pipelineOf } from '../pipeline.ts';
import type { Memory } from '../property.ts';
import { history } from '../property.ts';
import { isAbout, nowhere } from '../words.ts';

/** The VCPUs into which an event was injected since a handler last started there: in a right machine, where one is pending. */
const injected: Memory<OfSource, Pipeline, Readonly<Record<VcpuId, boolean>>> = {
  name: 'injected',
  initial: ({ vm }) => nowhere(vm),
  observes: pipelineOf,
  watches: isAbout,
  next: (_, step, { vm }) => {
    const { label, before, after } = step;
    if (label.is === 'reset') return nowhere(vm);
    if (label.is === 'take') return { [label.vcpu]: false };
    // Out of a mask comes what was injected before. An event that is injected is used up by it.
    const isInjected = label.is === 'unmaskSource' || after.event.is === 'idle';
    if (arrivalOf(step) === null || !isInjected) return {};
    const where = destination(label, before);
    return where === 'mask' ? {} : { [where]: true };
  },
  addsNoState: true,
};

export const noSpuriousInterrupt = history({
  id: 'no-spurious-interrupt',
  contract: 'safe',
  sentence:
    'A handler of a source starts on a VCPU only if an event of that source was injected into that VCPU since the last handler of that source started there.',
  source: 'Linux 0bdbf3b07198; au-ts/libvmm PR 257',
  each: eachSource,
  remembers: injected,
  observes: () => ({}),
  asks: (label, { source }) => label.is === 'take' && label.source === source,
  then: (injectedInto, { label }, { source }) =>
    label.is !== 'take' ||
    injectedInto[label.vcpu] || {
      expected: `an event of ${source} injected into ${label.vcpu} since the last handler started there`,
      found: 'none, and yet a handler that starts there',
    },
});
