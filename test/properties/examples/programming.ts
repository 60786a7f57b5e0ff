/** Of the properties about what a guest does with a hint. */
import type { Script } from '../scripted.ts';
import type { Examples } from './example.ts';
import { atomic, every, injected, masked, masking, owing, taken } from './example.ts';

const reset = { ...every, lifecycle: ['reset'] } as const;
const again = ['raise(e0, c1)', 'identify(e0)', 'inject(e0)'] as const;

/** The route leads to v1, by a hint from c1. */
const programmed = [...taken, 'program(e0, v0, v1)'] as const;
const written = [...masked, 'writeRoute(e0, v0)'] as const;

/** The handler masks the source to program v0, which its hint does not name. */
const disobeys = {
  does: 'maskSource(e0, v0, v0)',
  but: { 'mask(e0)': { is: 'masked', owes: null }, 'servicing(e0, v0)': { is: 'programming', target: 'v0' } },
} as const;

/** The route changes behind the guest's back. */
const rerouted = { does: 'raise(e0, c1)', but: { 'route(e0)': 'v0' } } as const;

/** v0 and v1 are on c0, and an interrupt is pending that names both; v1 is asleep. */
const shared = [
  'dispatch(v1)',
  'halt(v1)',
  'dispatch(v0)',
  'raise(e0, c0)',
  'identify(e0)',
  'inject(e0)',
] as const;
const hotplug = { ...every, lifecycle: ['hotplug'] } as const;
const refusing = { ...every, lifecycle: ['hotplug', 'masking'] } as const;

/** The handler is about to program v1, which is offline by then: the hypervisor refuses it. */
const refused = [
  ...shared,
  'take(e0, v0)',
  'maskSource(e0, v0, v1)',
  'unplug(v1)',
  'writeRoute(e0, v0)',
] as const;

/** Two hints that name v0 and v1 have met on v0: an older from c0, and a newer from c1, where both are now. */
const alike: Script = [
  'migrate(v1, c0)',
  'raise(e0, c0)',
  'identify(e0)',
  'inject(e0)',
  'migrate(v0, c1)',
  'migrate(v1, c1)',
  ...again,
];

// biome-ignore format: tables
export const programming: Examples = {
  'programmed-from-hint': [
    ['holds', 'from the hint', '2:2x1', every, programmed],
    ['violated', 'not from the hint', '2:2x1', every, [
      ...taken, { does: 'program(e0, v0, v1)', but: { 'route(e0)': 'v0' } },
    ]],
    ['violated', 'without a hint', '2:2x1', { policy: 'never' }, [
      ...taken, { does: 'program(e0, v0, v1)', but: { 'route(e0)': 'v1' } },
    ]],
    ['silent', 'another step', '2:2x1', every, taken],
    ['holds', 'in three steps', '2:2x1', masking, written],
    ['silent', 'about to', '2:2x1', masking, masked],
    ['violated', 'in three steps, not from the hint', '2:2x1', masking, [...taken, disobeys, 'writeRoute(e0, v0)']],
    ['violated', 'in three steps, without a hint', '2:2x1', { ...masking, policy: 'never' }, [
      ...taken, disobeys, 'writeRoute(e0, v0)',
    ]],
    ['silent', 'refused', '1:2x1', refusing, refused],
    ['holds', 'obeys after it did not', '2:2x1', masking, [
      ...taken, disobeys, 'writeRoute(e0, v0)', 'unmaskSource(e0, v0)', 'finish(e0, v0)',
      ...again, 'take(e0, v0)', 'maskSource(e0, v0, v1)', 'writeRoute(e0, v0)',
    ]],
    ['holds', 'obeys after a reset', '2:2x1', { ...every, lifecycle: ['reset', 'masking'] }, [
      ...taken, disobeys, 'reset(vm0)', ...again, 'take(e0, v0)', 'maskSource(e0, v0, v1)', 'writeRoute(e0, v0)',
    ]],
    ['violated', 'disobeyed, and another VM was reset', '2:2x1+1x1', { ...every, lifecycle: ['reset', 'masking'] }, [
      ...taken, disobeys, 'raise(f0, c0)', 'reset(vm1)', 'writeRoute(e0, v0)',
    ]],
    ['violated', 'disobeyed, whatever a handler of another source does', '2:2x2', masking, [
      ...injected, 'raise(e1, c1)', 'identify(e1)', 'inject(e1)', 'take(e0, v0)', disobeys,
      'take(e1, v0)', 'maskSource(e1, v0, v1)', 'writeRoute(e1, v0)', 'writeRoute(e0, v0)',
    ]],
    ['holds', 'obeys, whatever a handler of another source does', '2:2x2', masking, [
      ...injected, 'raise(e1, c1)', 'identify(e1)', 'inject(e1)', 'take(e1, v0)',
      {
        does: 'maskSource(e1, v0, v0)',
        but: { 'mask(e1)': { is: 'masked', owes: null }, 'servicing(e1, v0)': { is: 'programming', target: 'v0' } },
      },
      'take(e0, v0)', 'maskSource(e0, v0, v1)', 'writeRoute(e0, v0)',
    ]],
  ],
  'no-stale-hint': [
    ['holds', 'still there', '2:2x1', every, programmed],
    ['violated', 'gone', '2:2x1', every, [...taken, 'migrate(v1, c0)', 'program(e0, v0, v1)']],
    ['violated', 'gone before the injection', '2:2x1', every, [
      ...injected.slice(0, 3), 'migrate(v1, c0)', 'inject(e0)', 'take(e0, v0)', 'program(e0, v0, v1)',
    ]],
    ['violated', 'gone before the handler', '2:2x1', every, [
      ...injected, 'migrate(v1, c0)', 'take(e0, v0)', 'program(e0, v0, v1)',
    ]],
    ['holds', 'gone, and back', '2:2x1', every, [
      ...taken, 'migrate(v1, c0)', 'migrate(v1, c1)', 'program(e0, v0, v1)',
    ]],
    ['holds', 'gone later', '2:2x1', every, [
      ...taken, { does: 'program(e0, v0, v1)', but: { 'placement(v1)': { is: 'ready', on: 'c0' } } },
    ]],
    ['silent', 'not from the hint', '2:2x1', { ...every, guest: 'hostile' }, [...taken, 'program(e0, v0, v0)']],
    ['silent', 'from no hint', '2:2x1', { policy: 'never', guest: 'hostile' }, [...taken, 'program(e0, v0, v1)']],
    ['silent', 'a second time', '2:2x1', { ...every, guest: 'hostile' }, [...programmed, 'program(e0, v0, v1)']],
    ['silent', 'another step', '2:2x1', every, taken],
    ['violated', 'in one step', '2:2x1', atomic, [
      'dispatch(v0)', 'raise(e0, c1)', 'receive(e0)', 'take(e0, v0)', 'migrate(v1, c0)', 'program(e0, v0, v1)',
    ]],
    ['holds', 'in three steps', '2:2x1', masking, written],
    ['violated', 'gone before the second', '2:2x1', masking, [...masked, 'migrate(v1, c0)', 'writeRoute(e0, v0)']],
    ['silent', 'in three steps, not from the hint', '2:2x1', masking, [...taken, disobeys, 'writeRoute(e0, v0)']],
    ['silent', 'refused', '1:2x1', refusing, refused],
    ['violated', 'out of the mask', '2:2x1', masking, [
      ...owing, 'writeRoute(e0, v0)', 'unmaskSource(e0, v0)', 'finish(e0, v0)', 'dispatch(v1)', 'take(e0, v1)',
      'preempt(v0)', 'migrate(v0, c1)', 'maskSource(e0, v1, v0)', 'writeRoute(e0, v1)',
    ]],
    ['holds', 'out of the mask, still there', '2:2x1', masking, [
      ...owing, 'writeRoute(e0, v0)', 'unmaskSource(e0, v0)', 'finish(e0, v0)', 'dispatch(v1)', 'take(e0, v1)',
      'maskSource(e0, v1, v0)', 'writeRoute(e0, v1)',
    ]],
    ['holds', 'the newer hint counts', '2:2x1', every, [...alike, 'dispatch(v0)', 'take(e0, v0)', 'program(e0, v0, v1)']],
    ['violated', 'the newer hint counts', '2:2x1', every, [
      ...alike, 'migrate(v1, c0)', 'dispatch(v0)', 'take(e0, v0)', 'program(e0, v0, v1)',
    ]],
    ['holds', 'the older hint, where it outlives a newer one without', '2:2x1', { policy: 'first-time' }, [
      ...injected, 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)', 'program(e0, v0, v1)',
    ]],
    ['violated', 'the older hint, where it outlives an empty one', '3:2x1', every, [
      ...injected, 'raise(e0, c2)', 'identify(e0)', 'inject(e0)',
      'migrate(v1, c2)', 'take(e0, v0)', 'program(e0, v0, v1)',
    ]],
    ['violated', 'each of two alike, on two VCPUs, has its own', '3:2x1', every, [
      ...taken, ...again, 'program(e0, v0, v1)', 'finish(e0, v0)', 'migrate(v1, c2)',
      'raise(e0, c2)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)', 'program(e0, v0, v1)',
    ]],
    ['holds', 'the newer of two alike, be it that nothing was written', '2:2x1', every, [
      ...alike.slice(0, -1), { does: 'inject(e0)', but: { 'pending(e0, v0)': undefined } },
      'dispatch(v0)', 'take(e0, v0)', 'program(e0, v0, v1)',
    ]],
    ['silent', 'a hint from before a reset', '2:2x1', reset, [
      ...taken, { does: 'reset(vm0)', but: { 'servicing(e0, v0)': undefined } }, 'program(e0, v0, v1)',
    ]],
    ['silent', 'a hint of another handler', '2:2x1', every, [
      ...taken, { does: 'finish(e0, v0)' },
      { does: 'take(e0, v1)', but: { 'servicing(e0, v1)': { is: 'handling', hint: ['v1'] } } },
      { does: 'program(e0, v1, v1)', but: { 'route(e0)': 'v1' } },
    ]],
    ['silent', 'a hint that was finished with', '2:2x1', every, [
      ...taken, { does: 'finish(e0, v0)', but: { 'servicing(e0, v0)': undefined } }, 'program(e0, v0, v1)',
    ]],
  ],
  'hint-goes-stale': [
    ['violated', 'with the event', '2:2x1', every, ['raise(e0, c1)', 'identify(e0)', 'migrate(v1, c0)']],
    ['violated', 'while it is pending', '2:2x1', every, [...injected, 'migrate(v1, c0)']],
    ['violated', 'with the handler', '2:2x1', every, [...taken, 'migrate(v1, c0)']],
    ['violated', 'behind the mask', '2:2x1', masking, [...owing, 'preempt(v0)', 'migrate(v0, c1)']],
    ['holds', 'one that it does not name', '2:2x1', every, [...injected, 'preempt(v0)', 'migrate(v0, c1)']],
    ['holds', 'once it is read', '2:2x1', every, [...programmed, 'migrate(v1, c0)']],
    ['holds', 'before it is sent', '2:2x1', every, ['raise(e0, c1)', 'migrate(v1, c0)']],
    ['holds', 'one that left before', '3:2x1', every, [...injected, 'migrate(v1, c0)', 'migrate(v1, c2)']],
    ['holds', 'one that came', '2:2x1', every, ['migrate(v1, c0)', ...injected, 'migrate(v1, c1)']],
    ['violated', 'the newer of two alike', '2:2x1', every, [...alike, 'migrate(v1, c0)']],
    ['violated', 'unplugged', '1:2x1', hotplug, [...shared, 'unplug(v1)']],
    ['holds', 'plugged', '1:2x1', hotplug, [...shared, 'unplug(v1)', 'plug(v1, c0)']],
    ['holds', 'plugged, and not on a CPU before', '1:2x1', hotplug, [
      ...shared.slice(0, 3), 'unplug(v1)', { does: 'plug(v1, c0)', but: { 'event(e0)': { is: 'identified', on: 'c0', hint: ['v1'] } } },
    ]],
    ['holds', 'after a reset', '2:2x1', reset, [...injected, 'reset(vm0)', 'migrate(v1, c0)']],
    ['holds', 'another VM’s', '2:2x1+1x1', every, [...injected, 'migrate(w0, c1)']],
    ['silent', 'another step', '2:2x1', every, injected],
  ],
  'hinted-vcpu-unplugged-before-read': [
    ['violated', 'with the event', '1:2x1', hotplug, [...shared.slice(0, 5), 'unplug(v1)']],
    ['violated', 'while it is pending', '1:2x1', hotplug, [...shared, 'unplug(v1)']],
    ['violated', 'with the handler', '1:2x1', hotplug, [...shared, 'take(e0, v0)', 'unplug(v1)']],
    ['violated', 'behind the mask', '1:2x1', refusing, [
      ...shared, 'take(e0, v0)', 'maskSource(e0, v0, v0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'unplug(v1)',
    ]],
    ['holds', 'once it is read', '1:2x1', hotplug, [...shared, 'take(e0, v0)', 'program(e0, v0, v0)', 'unplug(v1)']],
    ['holds', 'one that it does not name', '2:2x1', hotplug, [
      'dispatch(v1)', 'halt(v1)', 'raise(e0, c0)', 'identify(e0)', 'unplug(v1)',
    ]],
    ['holds', 'without a hint', '1:2x1', { ...hotplug, policy: 'never' }, [...shared, 'unplug(v1)']],
    ['holds', 'another VM’s', '1:2x1+2x1', hotplug, [...shared, 'preempt(v0)', 'dispatch(w1)', 'halt(w1)', 'unplug(w1)']],
    ['silent', 'a migration', '2:2x1', hotplug, [...injected, 'migrate(v1, c0)']],
  ],
  'local-after-programming': [
    ['holds', 'local', '2:2x1', every, [...programmed, ...again]],
    ['violated', 'remote', '2:2x1', every, [...programmed, rerouted, 'identify(e0)', 'inject(e0)']],
    ['silent', 'before programming', '2:2x1', every, injected],
    ['silent', 'from another CPU', '2:2x1', every, [...programmed, 'raise(e0, c0)', 'identify(e0)', 'inject(e0)']],
    ['violated', 'the next, after one from another CPU', '2:2x1', every, [
      ...programmed, 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', rerouted, 'identify(e0)', 'inject(e0)',
    ]],
    ['silent', 'only the next', '2:2x1', every, [...programmed, ...again, ...again]],
    ['silent', 'a VCPU moved since', '2:2x1', every, [
      ...programmed, 'preempt(v0)', 'migrate(v0, c1)', rerouted, 'identify(e0)', 'inject(e0)',
    ]],
    ['silent', 'a VCPU moved before programming', '3:2x1', every, [
      ...taken, 'preempt(v0)', 'migrate(v0, c2)', 'dispatch(v0)', 'program(e0, v0, v1)', ...again,
    ]],
    ['holds', 'another VM’s VCPU moved', '2:2x1+1x1', every, [...programmed, 'migrate(w0, c1)', ...again]],
    ['silent', 'reset since', '2:2x1', reset, [...programmed, 'reset(vm0)', ...again]],
    ['holds', 'another VM was reset', '2:2x1+1x1', reset, [...programmed, 'raise(f0, c0)', 'reset(vm1)', ...again]],
    ['silent', 'the map was wrong', '2:2x1', every, [
      { does: 'dispatch(v0)', but: { 'mapped(v0)': 'c1' } }, ...taken.slice(1), 'program(e0, v0, v1)', ...again,
    ]],
    ['silent', 'programmed since, from a hint from elsewhere', '2:2x1', every, [
      ...programmed, 'finish(e0, v0)', 'dispatch(v1)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)',
      'take(e0, v1)', 'program(e0, v1, v0)', ...again,
    ]],
    ['silent', 'programmed since, from no hint', '2:2x1', { ...every, guest: 'hostile' }, [
      ...programmed, 'program(e0, v0, v0)', ...again,
    ]],
    ['silent', 'programmed from no hint', '2:2x1', { policy: 'never', guest: 'hostile' }, [
      ...taken, 'program(e0, v0, v1)', ...again,
    ]],
    ['holds', 'another source was programmed', '2:2x2', every, [
      ...injected, 'raise(e1, c0)', 'identify(e1)', 'inject(e1)', 'take(e0, v0)', 'take(e1, v0)',
      'program(e0, v0, v1)', 'program(e1, v0, v0)', ...again,
    ]],
    ['silent', 'another source’s', '2:2x2', every, [...programmed, 'raise(e1, c1)', 'identify(e1)', 'inject(e1)']],
    ['silent', 'another step', '2:2x1', every, [...programmed, 'raise(e0, c1)', 'identify(e0)']],
    ['holds', 'in one step', '2:2x1', atomic, [
      'dispatch(v0)', 'raise(e0, c1)', 'receive(e0)', 'take(e0, v0)', 'program(e0, v0, v1)', 'raise(e0, c1)', 'receive(e0)',
    ]],
    ['holds', 'in three steps', '2:2x1', masking, [...written, ...again]],
    ['violated', 'in three steps', '2:2x1', masking, [...written, rerouted, 'identify(e0)', 'inject(e0)']],
    ['silent', 'nothing is injected', '2:2x1', every, [...programmed, { does: 'inject(e0)' }]],
    ['silent', 'nothing is injected, and nothing expected', '2:2x1', every, [{ does: 'inject(e0)' }]],
    ['silent', 'not programmed yet', '2:2x1', masking, [...masked, ...again]],
  ],
  'delivered-locally-after-programming': [
    ['violated', 'local', '2:2x1', every, [...programmed, ...again]],
    ['holds', 'remote', '2:2x1', every, [...programmed, 'raise(e0, c0)', 'identify(e0)', 'inject(e0)']],
    ['holds', 'local, and not programmed', '2:2x1', every, ['raise(e0, c0)', 'identify(e0)', 'inject(e0)']],
    ['holds', 'nothing is injected', '2:2x1', every, [...programmed, { does: 'inject(e0)' }]],
    ['violated', 'local, by chance', '2:2x1', { policy: 'never', guest: 'hostile' }, [
      ...taken, 'program(e0, v0, v1)', ...again,
    ]],
    ['violated', 'in one step', '2:2x1', atomic, [
      'dispatch(v0)', 'raise(e0, c1)', 'receive(e0)', 'take(e0, v0)', 'program(e0, v0, v1)', 'raise(e0, c1)', 'receive(e0)',
    ]],
    ['violated', 'in three steps', '2:2x1', masking, [...written, ...again]],
    ['holds', 'about to', '2:2x1', masking, [...masked, 'raise(e0, c0)', 'identify(e0)', 'inject(e0)']],
    ['holds', 'refused', '1:2x1', refusing, [...refused, 'raise(e0, c0)', 'identify(e0)', 'inject(e0)']],
    ['violated', 'refused after it was programmed', '1:2x1', refusing, [
      ...shared, 'take(e0, v0)', 'maskSource(e0, v0, v0)', 'writeRoute(e0, v0)', 'unmaskSource(e0, v0)', 'finish(e0, v0)',
      'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)', 'maskSource(e0, v0, v1)', 'unplug(v1)',
      'writeRoute(e0, v0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)',
    ]],
    ['holds', 'before a reset', '2:2x1', reset, [...programmed, 'reset(vm0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)']],
    ['violated', 'before a reset of another VM', '2:2x1+1x1', reset, [...programmed, 'raise(f0, c0)', 'reset(vm1)', ...again]],
    ['holds', 'another source was programmed', '2:2x2', every, [
      ...programmed, 'raise(e1, c0)', 'identify(e1)', 'inject(e1)',
    ]],
    ['silent', 'another step', '2:2x1', every, programmed],
  ],
  'no-stuck-handler': [
    ['holds', 'it can program', '2:2x1', every, taken],
    ['holds', 'it can finish', '2:2x1', { policy: 'never' }, taken],
    ['silent', 'it is preempted', '2:2x1', every, [...taken, 'preempt(v0)']],
    ['silent', 'there is none', '2:2x1', every, injected],
    ['violated', 'it can do nothing', '2:2x1', every, [
      ...injected, { does: 'take(e0, v0)', but: { 'servicing(e0, v0)': { is: 'programmed' } } },
    ]],
    ['holds', 'it can write', '2:2x1', masking, masked],
    ['holds', 'it can open the mask', '2:2x1', masking, written],
    ['violated', 'it waits for a mask that nobody holds', '2:2x1', masking, [
      ...injected, { does: 'take(e0, v0)', but: { 'mask(e0)': { is: 'masked', owes: null } } },
    ]],
    ['violated', 'it waits for a mask that another handler does not hold', '2:2x1', masking, [
      ...injected,
      {
        does: 'take(e0, v0)',
        but: { 'mask(e0)': { is: 'masked', owes: null }, 'servicing(e0, v1)': { is: 'handling', hint: ['v1'] } },
      },
    ]],
    ...(['programming', 'programmed'] as const).map(
      (is) =>
        ['holds', `it waits for a mask that another handler holds: ${is}`, '2:2x1', masking, [
          ...injected,
          {
            does: 'take(e0, v0)',
            but: { 'mask(e0)': { is: 'masked', owes: null }, 'servicing(e0, v1)': { is, target: 'v1' } },
          },
        ]] as const,
    ),
    ['violated', 'it does not wait for a mask', '2:2x1', every, [
      ...injected,
      {
        does: 'take(e0, v0)',
        but: {
          'mask(e0)': { is: 'masked', owes: null },
          'servicing(e0, v0)': { is: 'programmed' },
          'servicing(e0, v1)': { is: 'programmed' },
        },
      },
    ]],
    ['violated', 'a handler of another source has a step to do', '2:2x2', every, [
      ...injected, 'raise(e1, c1)', 'identify(e1)', 'inject(e1)', 'take(e1, v0)',
      { does: 'take(e0, v0)', but: { 'servicing(e0, v0)': { is: 'programmed' } } },
    ]],
    ['violated', 'a handler on another VCPU has a step to do', '2:2x1', every, [
      'dispatch(v1)', ...injected,
      {
        does: 'take(e0, v0)',
        but: { 'servicing(e0, v0)': { is: 'programmed' }, 'servicing(e0, v1)': { is: 'handling', hint: ['v1'] } },
      },
    ]],
    ['violated', 'the mask is open, and another handler at work', '2:2x1', { ...every, guest: 'any' }, [
      ...injected,
      {
        does: 'take(e0, v0)',
        but: { 'servicing(e0, v0)': { is: 'programming', target: 'v1' }, 'servicing(e0, v1)': { is: 'programmed' } },
      },
    ]],
  ],
};
