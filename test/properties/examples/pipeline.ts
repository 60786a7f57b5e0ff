/** Of the properties about events, interrupts and hints on their way. */
import type { Examples } from './example.ts';
import { atomic, every, injected, masked, masking, owing, taken } from './example.ts';

const withHint = (...hint: string[]) => ({ hint });
const noHint = { hint: null };
const reset = { ...every, lifecycle: ['reset'] } as const;

/** Two sources: e0 has a hint that names v1, and e1 one that names v0. */
const twoHints = ['dispatch(v0)', 'raise(e0, c1)', 'identify(e0)', 'raise(e1, c0)', 'identify(e1)'] as const;

/** An interrupt with a hint that names v1 is pending, and another event, from c0, is identified. */
const second = [...injected, 'raise(e0, c0)', 'identify(e0)'] as const;

/** The last of three steps, with what the mask owed. */
const opening = [...owing, 'writeRoute(e0, v0)'] as const;

/** An interrupt is pending on v0, and the mask owes another, for v0 as well. */
const meeting = [
  'dispatch(v0)',
  'raise(e0, c0)',
  'identify(e0)',
  'inject(e0)',
  'take(e0, v0)',
  'raise(e0, c0)',
  'identify(e0)',
  'inject(e0)',
  'maskSource(e0, v0, v0)',
  'raise(e0, c0)',
  'identify(e0)',
  'inject(e0)',
  'writeRoute(e0, v0)',
] as const;

/** The route leads to v1 now; a first interrupt, with a hint that names v1, waits on v0 still. */
const twoPlaces = [
  'dispatch(v0)',
  'dispatch(v1)',
  'raise(e0, c1)',
  'identify(e0)',
  'inject(e0)',
  'take(e0, v0)',
  'raise(e0, c1)',
  'identify(e0)',
  'inject(e0)',
  'program(e0, v0, v1)',
] as const;

// biome-ignore format: tables
export const pipeline: Examples = {
  'hint-travels-with-its-event': [
    ['holds', 'its own', '2:2x1', every, taken],
    ['holds', 'its own, in one step', '2:2x1', atomic, ['dispatch(v0)', 'raise(e0, c1)', 'receive(e0)', 'take(e0, v0)']],
    ['holds', 'an empty one', '2:1x1', every, ['dispatch(v0)', 'raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)']],
    ['silent', 'without a hint', '2:2x1', { policy: 'never' }, taken],
    ['silent', 'another step', '2:2x1', every, injected],
    ['violated', 'another source’s, at the injection', '2:2x2', every, [
      ...twoHints, { does: 'inject(e0)', but: { 'pending(e0, v0)': withHint('v0') } }, 'take(e0, v0)',
    ]],
    ['violated', 'another source’s, at the identification', '2:2x2', every, [
      'dispatch(v0)', 'raise(e0, c1)',
      { does: 'identify(e0)', but: { 'event(e0)': { is: 'identified', on: 'c1', hint: ['v0'] } } },
      'inject(e0)', 'take(e0, v0)',
    ]],
    ['violated', 'another source’s, in place of none', '2:2x2', { policy: 'never' }, [
      'dispatch(v0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'pending(e0, v0)': withHint('v1') } }, 'take(e0, v0)',
    ]],
    ['violated', 'written by a step of another source', '2:2x2', every, [
      ...injected, 'raise(e1, c0)', 'identify(e1)',
      { does: 'inject(e1)', but: { 'pending(e0, v0)': withHint('v0') } }, 'take(e0, v0)',
    ]],
    ['violated', 'identified for another source', '2:2x2', every, [
      ...injected, 'raise(e1, c0)',
      { does: 'identify(e1)', but: { 'pending(e0, v0)': withHint('v0') } }, 'take(e0, v0)',
    ]],
    ['violated', 'handed another than waited', '2:2x1', every, [
      ...injected, { does: 'take(e0, v0)', but: { 'servicing(e0, v0)': { is: 'handling', hint: ['v0'] } } },
    ]],
    ['violated', 'in one step', '2:2x1', atomic, [
      'dispatch(v0)', 'raise(e0, c1)',
      { does: 'receive(e0)', but: { 'pending(e0, v0)': withHint('v0') } }, 'take(e0, v0)',
    ]],
    ['holds', 'a foreign one that was replaced', '2:2x1', every, [
      'dispatch(v0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'pending(e0, v0)': withHint('v0') } },
      'raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)',
    ]],
    ['violated', 'a foreign one that stays', '2:2x1', { policy: 'first-time' }, [
      'dispatch(v0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'pending(e0, v0)': withHint('v0') } },
      'raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)',
    ]],
    ['violated', 'a foreign event', '2:2x1', every, [
      'dispatch(v0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'preempt(v0)', but: { 'event(e0)': { is: 'identified', on: 'c1', hint: ['v0'] } } },
      'dispatch(v0)', 'inject(e0)', 'take(e0, v0)',
    ]],
    ['holds', 'written again as it was', '2:2x1', every, [
      'dispatch(v0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'preempt(v0)', but: { 'event(e0)': { is: 'identified', on: 'c1', hint: ['v1'] } } },
      'dispatch(v0)', 'inject(e0)', 'take(e0, v0)',
    ]],
    ['violated', 'a foreign one, though one of its own is the same by now', '2:2x1', every, [
      'dispatch(v0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'pending(e0, v0)': withHint('v0') } },
      'raise(e0, c0)', 'identify(e0)', 'take(e0, v0)',
    ]],
    ['holds', 'two sources, on one VCPU', '2:2x2', every, [...twoHints, 'inject(e0)', 'inject(e1)', 'take(e0, v0)', 'take(e1, v0)']],
    ['violated', 'back from the mask to the event', '2:2x1', masking, [
      ...opening,
      {
        does: 'unmaskSource(e0, v0)',
        but: { 'event(e0)': { is: 'identified', on: 'c0', hint: ['v0'] }, 'pending(e0, v1)': undefined },
      },
      'inject(e0)', 'dispatch(v1)', 'take(e0, v1)',
    ]],
    ['holds', 'owed by the mask', '2:2x1', masking, [
      ...opening, 'unmaskSource(e0, v0)', 'finish(e0, v0)', 'dispatch(v1)', 'take(e0, v1)',
    ]],
    ['violated', 'the mask owes a foreign one', '2:2x1', masking, [
      ...masked, 'raise(e0, c0)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'mask(e0)': { is: 'masked', owes: withHint('v1') } } },
      'writeRoute(e0, v0)', 'unmaskSource(e0, v0)', 'dispatch(v1)', 'take(e0, v1)',
    ]],
    ['violated', 'delivered a foreign one', '2:2x1', masking, [
      ...opening, { does: 'unmaskSource(e0, v0)', but: { 'pending(e0, v1)': withHint('v1') } },
      'dispatch(v1)', 'take(e0, v1)',
    ]],
    ['holds', 'after a reset', '2:2x1', reset, [
      'dispatch(v0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'pending(e0, v0)': withHint('v0') } }, 'reset(vm0)',
      'raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)',
    ]],
  ],
  'hint-survives-coalescing': [
    ['silent', 'nothing waits', '2:2x1', every, injected],
    ['holds', 'the newer one stays', '2:2x1', every, [...second, 'inject(e0)']],
    ['violated', 'the older one stays', '2:2x1', every, [
      ...second, { does: 'inject(e0)', but: { 'pending(e0, v0)': undefined } },
    ]],
    ['violated', 'none stays', '2:2x1', every, [...second, { does: 'inject(e0)', but: { 'pending(e0, v0)': noHint } }]],
    ['holds', 'the older one, since the newer has none', '2:2x1', { policy: 'first-time' }, [...second, 'inject(e0)']],
    ['violated', 'the older one is lost to none', '2:2x1', { policy: 'first-time' }, [
      ...second, { does: 'inject(e0)', but: { 'pending(e0, v0)': noHint } },
    ]],
    ['violated', 'the older one is lost to an empty one', '3:2x1', every, [
      ...injected, 'raise(e0, c2)', 'identify(e0)', { does: 'inject(e0)', but: { 'pending(e0, v0)': withHint() } },
    ]],
    ['holds', 'the older one, since the newer is empty', '3:2x1', every, [
      ...injected, 'raise(e0, c2)', 'identify(e0)', 'inject(e0)',
    ]],
    ['silent', 'both are empty', '3:2x1', every, [
      'dispatch(v0)', 'raise(e0, c2)', 'identify(e0)', 'inject(e0)', 'raise(e0, c2)', 'identify(e0)', 'inject(e0)',
    ]],
    ['silent', 'neither has one', '2:2x1', { policy: 'never' }, [...second, 'inject(e0)']],
    ['holds', 'in one step', '2:2x1', atomic, ['raise(e0, c1)', 'receive(e0)', 'raise(e0, c0)', 'receive(e0)']],
    ['violated', 'in one step', '2:2x1', atomic, [
      'raise(e0, c1)', 'receive(e0)', 'raise(e0, c0)', { does: 'receive(e0)', but: { 'pending(e0, v0)': noHint } },
    ]],
    ['silent', 'another source’s', '2:2x2', every, [...injected, 'raise(e1, c0)', 'identify(e1)', 'inject(e1)']],
    // delivered-where-routed blames what follows
    ['holds', 'the newer one went elsewhere', '2:2x1', every, [
      ...second, { does: 'inject(e0)', but: { 'pending(e0, v0)': undefined, 'pending(e0, v1)': withHint('v0') } },
    ]],
    ['violated', 'the older one is lost, and the newer has none', '2:2x1', { policy: 'first-time' }, [
      ...second,
      { does: 'inject(e0)', but: { 'pending(e0, v0)': noHint, 'pending(e0, v1)': withHint('v1') } },
    ]],
    ['violated', 'the newer one is elsewhere already, and not by this step', '2:2x1', every, [
      ...twoPlaces, 'raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'raise(e0, c1)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'pending(e0, v1)': noHint } },
    ]],
    ['violated', 'something else went elsewhere', '2:2x1', every, [
      ...second, { does: 'inject(e0)', but: { 'pending(e0, v0)': undefined, 'pending(e0, v1)': withHint('v1') } },
    ]],
    ['holds', 'behind the mask', '2:2x1', masking, [...owing, 'raise(e0, c1)', 'identify(e0)', 'inject(e0)']],
    ['violated', 'behind the mask', '2:2x1', masking, [
      ...owing, 'raise(e0, c1)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'mask(e0)': { is: 'masked', owes: noHint } } },
    ]],
    ['silent', 'the mask owes nothing yet', '2:2x1', masking, owing],
    ['silent', 'the mask opens where nothing waits', '2:2x1', masking, [...opening, 'unmaskSource(e0, v0)']],
    ['holds', 'out of the mask', '1:2x1', masking, [...meeting, 'unmaskSource(e0, v0)']],
    ['violated', 'out of the mask', '1:2x1', masking, [
      ...meeting, { does: 'unmaskSource(e0, v0)', but: { 'pending(e0, v0)': noHint } },
    ]],
  ],
  'delivered-where-routed': [
    ['holds', 'where the route leads', '2:2x1', every, injected],
    ['violated', 'nowhere', '2:2x1', every, [
      ...injected.slice(0, 3), { does: 'inject(e0)', but: { 'pending(e0, v0)': undefined } },
    ]],
    ['violated', 'elsewhere, too', '2:2x1', every, [
      ...injected.slice(0, 3), { does: 'inject(e0)', but: { 'pending(e0, v1)': noHint } },
    ]],
    ['violated', 'with another source’s', '2:2x2', every, [
      ...injected.slice(0, 3), { does: 'inject(e0)', but: { 'pending(e1, v0)': noHint } },
    ]],
    ['violated', 'another source’s is dropped', '2:2x2', every, [
      ...injected, 'raise(e1, c0)', 'identify(e1)', { does: 'inject(e1)', but: { 'pending(e0, v0)': null } },
    ]],
    ['violated', 'the mask changes', '2:2x1', every, [
      ...injected.slice(0, 3), { does: 'inject(e0)', but: { 'mask(e0)': { is: 'masked', owes: null } } },
    ]],
    ['violated', 'in one step', '2:2x1', atomic, [
      'raise(e0, c1)', { does: 'receive(e0)', but: { 'pending(e0, v0)': undefined } },
    ]],
    ['silent', 'another step', '2:2x1', every, taken],
    ['silent', 'what a mask owed is no injection', '2:2x1', masking, [
      ...opening, { does: 'unmaskSource(e0, v0)', but: { 'pending(e0, v0)': noHint } },
    ]],
    ['holds', 'into the mask', '2:2x1', masking, owing],
    ['violated', 'past the mask', '2:2x1', masking, [
      ...owing.slice(0, -1),
      { does: 'inject(e0)', but: { 'mask(e0)': undefined, 'pending(e0, v0)': noHint } },
    ]],
    ['violated', 'the mask owes nothing', '2:2x1', masking, [
      ...owing.slice(0, -1), { does: 'inject(e0)', but: { 'mask(e0)': undefined } },
    ]],
    ['violated', 'into the mask and past it', '2:2x1', masking, [
      ...owing.slice(0, -1), { does: 'inject(e0)', but: { 'pending(e0, v0)': noHint } },
    ]],
    ['violated', 'another source’s mask', '2:2x2', masking, [
      ...masked, 'raise(e1, c0)', 'identify(e1)',
      { does: 'inject(e1)', but: { 'mask(e0)': { is: 'masked', owes: noHint } } },
    ]],
    ['holds', 'past another source’s mask', '2:2x2', masking, [...masked, 'raise(e1, c0)', 'identify(e1)', 'inject(e1)']],
  ],
  'no-lost-interrupt': [
    ['silent', 'there is none', '2:2x1', every, ['dispatch(v0)']],
    ['holds', 'an event is identified', '2:2x1', every, injected.slice(0, 3)],
    ['holds', 'an event is injected', '2:2x1', every, injected],
    ['holds', 'an interrupt is taken', '2:2x1', every, taken],
    ['violated', 'an event vanishes', '2:2x1', every, [
      'raise(e0, c1)', { does: 'identify(e0)', but: { 'event(e0)': { is: 'idle' } } },
    ]],
    ['violated', 'an event is injected nowhere', '2:2x1', every, [
      ...injected.slice(0, 3), { does: 'inject(e0)', but: { 'pending(e0, v0)': undefined } },
    ]],
    // delivered-where-routed blames what follows
    ['holds', 'an event is injected elsewhere', '2:2x1', every, [
      ...injected.slice(0, 3), { does: 'inject(e0)', but: { 'pending(e0, v0)': undefined, 'pending(e0, v1)': noHint } },
    ]],
    ['violated', 'an event vanishes at another source’s injection', '2:2x2', every, [
      ...twoHints, { does: 'inject(e1)', but: { 'event(e0)': { is: 'idle' }, 'pending(e0, v0)': noHint } },
    ]],
    ['violated', 'what is pending vanishes', '2:2x1', every, [
      ...injected, { does: 'migrate(v1, c0)', but: { 'pending(e0, v0)': null } },
    ]],
    ['violated', 'taken, and no handler starts', '2:2x1', every, [
      ...injected, { does: 'take(e0, v0)', but: { 'servicing(e0, v0)': undefined } },
    ]],
    ['violated', 'taken on another VCPU', '2:2x1', every, [
      ...twoPlaces, 'raise(e0, c1)', 'identify(e0)', 'inject(e0)',
      { does: 'take(e0, v1)', but: { 'pending(e0, v0)': null, 'servicing(e0, v0)': { is: 'handling', hint: null } } },
    ]],
    ['violated', 'taken for another source', '2:2x2', every, [
      ...injected, 'raise(e1, c0)', 'identify(e1)', 'inject(e1)',
      { does: 'take(e1, v0)', but: { 'pending(e0, v0)': null, 'servicing(e0, v0)': { is: 'handling', hint: null } } },
    ]],
    ['violated', 'dropped by programming', '2:2x1', every, [
      ...twoPlaces.slice(0, -1), { does: 'program(e0, v0, v1)', but: { 'pending(e0, v0)': null } },
    ]],
    ['silent', 'reset', '2:2x1', reset, [...injected, 'reset(vm0)']],
    ['violated', 'a reset of another VM', '2:2x1+1x1', reset, [
      ...injected, 'raise(f0, c0)', { does: 'reset(vm1)', but: { 'pending(e0, v0)': null } },
    ]],
    ['holds', 'in one step', '2:2x1', atomic, ['raise(e0, c1)', 'receive(e0)']],
    ['holds', 'into the mask', '2:2x1', masking, owing],
    ['violated', 'not into the mask', '2:2x1', masking, [
      ...owing.slice(0, -1), { does: 'inject(e0)', but: { 'mask(e0)': undefined } },
    ]],
    ['holds', 'out of the mask', '2:2x1', masking, [...opening, 'unmaskSource(e0, v0)']],
    ['violated', 'lost as the mask opens', '2:2x1', masking, [
      ...opening, { does: 'unmaskSource(e0, v0)', but: { 'pending(e0, v1)': undefined } },
    ]],
    ['violated', 'the mask forgets', '2:2x1', masking, [
      ...owing, { does: 'writeRoute(e0, v0)', but: { 'mask(e0)': { is: 'masked', owes: null } } },
    ]],
    ['violated', 'lost as another source’s mask opens', '2:2x2', masking, [
      ...injected, 'raise(e1, c1)', 'identify(e1)', 'inject(e1)', 'take(e0, v0)', 'take(e1, v0)',
      'maskSource(e0, v0, v1)', 'maskSource(e1, v0, v1)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'writeRoute(e1, v0)',
      { does: 'unmaskSource(e1, v0)', but: { 'mask(e0)': { is: 'open' }, 'pending(e0, v1)': noHint } },
    ]],
    ['violated', 'the mask forgets what is pending besides', '2:2x1', masking, [
      ...twoPlaces.slice(0, -1), 'maskSource(e0, v0, v1)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)',
      { does: 'writeRoute(e0, v0)', but: { 'mask(e0)': { is: 'open' } } },
    ]],
  ],
  'no-spurious-interrupt': [
    ['holds', 'injected before', '2:2x1', every, taken],
    ['silent', 'another step', '2:2x1', every, injected],
    ['violated', 'never injected', '2:2x1', every, [
      'dispatch(v0)', { does: 'take(e0, v0)', but: { 'servicing(e0, v0)': { is: 'handling', hint: null } } },
    ]],
    ['violated', 'a second time', '2:2x1', every, [
      ...injected, { does: 'take(e0, v0)', but: { 'pending(e0, v0)': undefined } },
      'program(e0, v0, v1)', 'finish(e0, v0)', 'take(e0, v0)',
    ]],
    ['violated', 'on another VCPU', '2:2x1', every, [
      ...injected.slice(0, 3), 'dispatch(v1)', { does: 'inject(e0)', but: { 'pending(e0, v1)': noHint } }, 'take(e0, v1)',
    ]],
    ['violated', 'for another source', '2:2x2', every, [
      ...injected.slice(0, 3), { does: 'inject(e0)', but: { 'pending(e1, v0)': noHint } }, 'take(e1, v0)',
    ]],
    ['violated', 'after a reset', '2:2x1', reset, [
      ...injected, { does: 'reset(vm0)', but: { 'pending(e0, v0)': undefined } }, 'take(e0, v0)',
    ]],
    ['holds', 'after a reset of another VM', '2:2x1+1x1', reset, [...injected, 'raise(f0, c0)', 'reset(vm1)', 'take(e0, v0)']],
    ['holds', 'in one step', '2:2x1', atomic, ['dispatch(v0)', 'raise(e0, c1)', 'receive(e0)', 'take(e0, v0)']],
    ['holds', 'twice, injected twice', '2:2x1', every, [
      ...taken, 'program(e0, v0, v1)', 'finish(e0, v0)', 'dispatch(v1)',
      'raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'take(e0, v1)',
    ]],
    ['holds', 'out of the mask', '2:2x1', masking, [...opening, 'unmaskSource(e0, v0)', 'dispatch(v1)', 'take(e0, v1)']],
    ['violated', 'not out of the mask', '2:2x1', masking, [
      ...owing, { does: 'preempt(v0)', but: { 'pending(e0, v1)': noHint } }, 'dispatch(v1)', 'take(e0, v1)',
    ]],
    ['violated', 'out of a mask that owes nothing', '2:2x1', masking, [
      ...masked, 'writeRoute(e0, v0)', { does: 'unmaskSource(e0, v0)', but: { 'pending(e0, v1)': noHint } },
      'dispatch(v1)', 'take(e0, v1)',
    ]],
  ],
  'interrupts-coalesce': [
    ['violated', 'where one waits', '2:2x1', every, [...second, 'inject(e0)']],
    ['violated', 'where one waits, without hints', '2:2x1', { policy: 'never' }, [...second, 'inject(e0)']],
    ['holds', 'where none waits', '2:2x1', every, injected],
    ['silent', 'another step', '2:2x1', every, second],
    ['holds', 'where another source’s waits', '2:2x2', every, [...injected, 'raise(e1, c0)', 'identify(e1)', 'inject(e1)']],
    ['violated', 'in one step', '2:2x1', atomic, ['raise(e0, c1)', 'receive(e0)', 'raise(e0, c0)', 'receive(e0)']],
    ['violated', 'behind the mask', '2:2x1', masking, [...owing, 'raise(e0, c1)', 'identify(e0)', 'inject(e0)']],
    ['holds', 'behind the mask, alone', '2:2x1', masking, owing],
    ['violated', 'out of the mask', '1:2x1', masking, [...meeting, 'unmaskSource(e0, v0)']],
    ['holds', 'nothing out of the mask', '1:2x1', masking, [
      ...meeting.slice(0, 9), 'writeRoute(e0, v0)', 'unmaskSource(e0, v0)',
    ]],
  ],
  'delivered-remotely': [
    ['violated', 'from another CPU', '2:2x1', every, injected],
    ['holds', 'from its own CPU', '2:2x1', every, ['raise(e0, c0)', 'identify(e0)', 'inject(e0)']],
    ['silent', 'another step', '2:2x1', every, taken],
    ['violated', 'in one step', '2:2x1', atomic, ['raise(e0, c1)', 'receive(e0)']],
    ['holds', 'nothing is injected', '2:2x1', every, [{ does: 'inject(e0)' }]],
    ['silent', 'another source’s', '2:2x2', every, ['raise(e1, c1)', 'identify(e1)']],
  ],
};
