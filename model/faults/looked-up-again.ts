import { disabled } from '../action.ts';
import { same } from '../same.ts';
import { defineFault } from './fault.ts';

export const lookedUpAgain = defineFault({
  name: 'looked-up-again',
  summary: 'an event is identified once the look-up says the same twice, however often VCPUs move in between',
  source:
    'dwmw2/linux 723f68f41596 (KVM: pfncache: hva_to_pfn_retry() retries for ever: the same mistake with its cache)',
  caughtBy: ['event-is-served'],
  // A policy that owes the first event nothing: its first look-up sends no hint.
  shows: { scope: '2:1x1', policy: 'on-miss' },
  // The VCPUs that the last look-up found.
  initial: null,
  next: {
    identify: ({ source, vm, cells, sound }) => {
      const event = cells.event(source);
      if (event.is !== 'raised') return disabled;
      const found = vm.vcpus.filter((vcpu) => cells.mapped(vcpu) === event.on);
      if (!same(found, cells.kept(source))) return { kept: { [source]: found } };
      const writes = sound();
      return writes === disabled ? disabled : { ...writes, kept: { [source]: null } };
    },
  },
});
