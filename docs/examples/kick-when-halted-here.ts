import { defineFault, disabled } from 'hintproof';

/**
 * A change of the hypervisor itself, to be verified: an injection looks where the VCPU was when the event was
 * identified, and kicks it only if it is still there. It saves a look-up, and loses a wake-up.
 */
export default defineFault({
  name: 'kick-when-halted-here',
  summary: 'an injection wakes a halted VCPU only on the CPU where it was at identification',
  caughtBy: ['no-lost-wakeup'],
  shows: { scope: '2:1x1' },
  // kept for each source: where the routed VCPU was
  initial: null,
  next: {
    identify: ({ source, cells, sound }) => {
      const writes = sound();
      if (writes === disabled) return disabled;
      const target = cells.placement(cells.route(source));
      return { ...writes, kept: { [source]: target.is === 'offline' ? null : target.on } };
    },
    inject: ({ source, cells, sound }) => {
      const writes = sound();
      if (writes === disabled) return disabled;
      const target = cells.placement(cells.route(source));
      const isHere = target.is !== 'offline' && target.on === cells.kept(source);
      return { ...writes, ...(isHere ? {} : { placement: {} }), kept: { [source]: null } };
    },
  },
});
