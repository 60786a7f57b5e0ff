/** Of the properties about placements, the map, routes, resets, and who may touch what. */
import type { Examples } from './example.ts';
import { every, injected, masked, masking, taken } from './example.ts';

const lazy = { map: 'on-dispatch' } as const;
const hotplug = { ...every, lifecycle: ['hotplug'] } as const;
const reset = { ...every, lifecycle: ['reset'] } as const;

// biome-ignore format: tables
export const machine: Examples = {
  'map-faithful': [
    ['holds', 'at first', '2:2x1', {}, []],
    ['holds', 'after a migration', '2:2x1', {}, ['migrate(v1, c0)']],
    ['violated', 'not written', '2:2x1', {}, [{ does: 'migrate(v1, c0)', but: { 'mapped(v1)': undefined } }]],
    ['violated', 'written wrong', '2:2x1', {}, [{ does: 'migrate(v1, c0)', but: { 'mapped(v1)': null } }]],
    ['violated', 'without a move', '2:2x1', {}, [{ does: 'dispatch(v1)', but: { 'mapped(v1)': 'c0' } }]],
    ['violated', 'an entry of a halted one', '2:1x1', {}, [
      'dispatch(v0)', { does: 'halt(v0)', but: { 'mapped(v0)': null } },
    ]],
    ['violated', 'an entry of one that is offline', '1:2x1', hotplug, [
      'dispatch(v1)', 'halt(v1)', { does: 'unplug(v1)', but: { 'mapped(v1)': undefined } },
    ]],
    ['holds', 'none of one that is offline', '1:2x1', hotplug, ['dispatch(v1)', 'halt(v1)', 'unplug(v1)']],
    // a VCPU that does not run is asked about only where the map is written at once
    ['silent', 'behind by design', '2:1x1', lazy, ['migrate(v0, c1)']],
    ['holds', 'written when it runs', '2:1x1', lazy, ['migrate(v0, c1)', 'dispatch(v0)']],
    ['violated', 'not written when it runs', '2:1x1', lazy, [
      'migrate(v0, c1)', { does: 'dispatch(v0)', but: { 'mapped(v0)': undefined } },
    ]],
    ['violated', 'an entry of one that is offline, behind or not', '1:2x1', { ...hotplug, ...lazy }, [
      'dispatch(v1)', 'halt(v1)', { does: 'unplug(v1)', but: { 'mapped(v1)': undefined } },
    ]],
  ],
  'one-vcpu-per-cpu': [
    ['silent', 'nobody runs', '1:2x1', {}, []],
    ['holds', 'one runs', '1:2x1', {}, ['dispatch(v0)']],
    ['holds', 'two, on two', '2:2x1', {}, ['dispatch(v0)', 'dispatch(v1)']],
    ['violated', 'two, on one', '1:2x1', {}, [
      'dispatch(v0)', { does: 'dispatch(v1)', but: { 'placement(v1)': { is: 'running', on: 'c0' } } },
    ]],
    ['violated', 'two VMs’, on one', '1:1x1+1x1', {}, [
      'dispatch(v0)', { does: 'dispatch(w0)', but: { 'placement(w0)': { is: 'running', on: 'c0' } } },
    ]],
    ['holds', 'a lone one', '1:1x1', {}, ['dispatch(v0)']],
    ['silent', 'a lone one that does not run', '1:1x1', {}, []],
  ],
  'busy-faithful': [
    ['holds', 'begins to run', '2:2x1', {}, ['dispatch(v0)']],
    ['holds', 'stops', '2:2x1', {}, ['dispatch(v0)', 'preempt(v0)']],
    ['violated', 'begins, and it is not busy', '2:2x1', {}, [{ does: 'dispatch(v0)', but: { 'busy(c0)': undefined } }]],
    ['violated', 'stops, and it is busy', '2:2x1', {}, [
      'dispatch(v0)', { does: 'preempt(v0)', but: { 'busy(c0)': undefined } },
    ]],
    ['violated', 'another CPU becomes busy', '2:2x1', {}, [{ does: 'dispatch(v0)', but: { 'busy(c1)': true } }]],
    ['violated', 'busy for nobody', '2:2x1', {}, [{ does: 'migrate(v1, c0)', but: { 'busy(c0)': true } }]],
    ['violated', 'free although one runs', '2:2x1', {}, [
      'dispatch(v0)', { does: 'migrate(v1, c0)', but: { 'busy(c0)': false } },
    ]],
    ['holds', 'stays busy', '2:2x1', {}, ['dispatch(v0)', 'migrate(v1, c0)']],
    ['holds', 'one begins where another stops', '2:2x1', {}, [
      'dispatch(v0)',
      { does: 'preempt(v0)', but: { 'placement(v1)': { is: 'running', on: 'c0' }, 'busy(c0)': undefined } },
    ]],
    ['holds', 'what an earlier step did wrong is not blamed on this one', '2:2x1', {}, [
      { does: 'dispatch(v0)', but: { 'busy(c0)': undefined } }, 'migrate(v1, c0)',
    ]],
    ['silent', 'nothing of it is written', '2:2x1', {}, ['raise(e0, c0)']],
  ],
  'route-within-vm': [
    ['holds', 'at first', '2:2x1', {}, []],
    ['holds', 'once programmed', '2:2x1', every, [...taken, 'program(e0, v0, v1)']],
    ['violated', 'another VM’s', '2:2x1+1x1', every, [...taken, { does: 'program(e0, v0, v1)', but: { 'route(e0)': 'w0' } }]],
    ['violated', 'one that does not exist', '2:2x1', every, [
      ...taken, { does: 'program(e0, v0, v1)', but: { 'route(e0)': 'v2' } },
    ]],
    ['violated', 'one that is offline', '1:2x1', hotplug, [
      'dispatch(v1)', 'halt(v1)', { does: 'unplug(v1)', but: { 'route(e0)': 'v1' } },
    ]],
  ],
  'route-changes-only-by-programming': [
    ['holds', 'programmed', '2:2x1', every, [...taken, 'program(e0, v0, v1)']],
    ['holds', 'written', '2:2x1', masking, [...masked, 'writeRoute(e0, v0)']],
    ['holds', 'reset', '2:2x1', reset, [...taken, 'program(e0, v0, v1)', 'reset(vm0)']],
    ['violated', 'by a migration', '2:2x1', every, [{ does: 'migrate(v1, c0)', but: { 'route(e0)': 'v1' } }]],
    ['violated', 'by another step of the handler', '2:2x1', masking, [
      ...taken, { does: 'maskSource(e0, v0, v1)', but: { 'route(e0)': 'v1' } },
    ]],
    ['violated', 'by programming another source', '2:2x2', every, [
      ...taken, { does: 'program(e0, v0, v1)', but: { 'route(e1)': 'v1' } },
    ]],
    ['violated', 'by a reset of another VM', '2:2x1+1x1', reset, [
      'raise(f0, c0)', { does: 'reset(vm1)', but: { 'route(e0)': 'v1' } },
    ]],
    ['silent', 'programmed as it was', '1:2x1', every, [
      'dispatch(v0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)', 'program(e0, v0, v0)',
    ]],
  ],
  'no-lost-wakeup': [
    ['holds', 'nothing pending', '1:1x1', {}, ['dispatch(v0)', 'halt(v0)']],
    ['silent', 'awake', '2:2x1', every, injected],
    ['violated', 'asleep, and one comes', '1:1x1', {}, [
      'dispatch(v0)', 'halt(v0)', 'raise(e0, c0)', 'identify(e0)',
      { does: 'inject(e0)', but: { 'placement(v0)': undefined } },
    ]],
    ['violated', 'falls asleep', '2:2x1', every, [
      ...injected, { does: 'halt(v0)', but: { 'placement(v0)': { is: 'halted', on: 'c0' } } },
    ]],
  ],
  'reset-forgets': [
    ['holds', 'everything', '2:2x1', reset, [...taken, 'program(e0, v0, v1)', 'raise(e0, c0)', 'reset(vm0)']],
    ...(
      [
        ['the event', [], { 'event(e0)': { is: 'raised', on: 'c0' } }],
        ['the route', [], { 'route(e0)': 'v1' }],
        ['an interrupt', [], { 'pending(e0, v0)': { hint: null } }],
        ['a handler', [], { 'servicing(e0, v1)': { is: 'handling', hint: null } }],
        ['the mask', [], { 'mask(e0)': { is: 'masked', owes: null } }],
        ['what the policy remembers', [], { 'memory(e0)': { seen: true } }],
      ] as const
    ).map(([shows, , but]) =>
      ['violated', shows, '2:2x1', reset, ['raise(e0, c0)', { does: 'reset(vm0)', but }]] as const,
    ),
    ['violated', 'of the other source', '2:2x2', reset, [
      'raise(e0, c0)', { does: 'reset(vm0)', but: { 'route(e1)': 'v1' } },
    ]],
    ['holds', 'of another VM, nothing', '1:1x1+1x1', reset, ['raise(e0, c0)', 'raise(f0, c0)', 'reset(vm1)']],
    ['silent', 'another step', '2:2x1', reset, ['raise(e0, c0)']],
  ],
  isolation: [
    ['holds', 'its own', '1:1x1+1x1', {}, ['raise(e0, c0)']],
    ['holds', 'the host’s', '1:1x1+1x1', {}, ['dispatch(v0)']],
    ['holds', 'another VM’s placement', '1:1x1+1x1', {}, [
      { does: 'dispatch(v0)', reads: ['placement(w0)'], but: { 'placement(w0)': { is: 'halted', on: 'c0' } } },
    ]],
    ['violated', 'writes another VM’s route', '1:1x1+1x1', {}, [{ does: 'raise(e0, c0)', but: { 'route(f0)': 'w0' } }]],
    ['violated', 'writes another VM’s map entry', '1:1x1+1x1', {}, [{ does: 'dispatch(v0)', but: { 'mapped(w0)': 'c0' } }]],
    ['violated', 'reads another VM’s memory', '1:1x1+1x1', {}, [{ does: 'raise(e0, c0)', reads: ['memory(f0)'] }]],
    ['violated', 'of the second VM, too', '1:1x1+1x1', {}, [{ does: 'raise(f0, c0)', reads: ['event(e0)'] }]],
  ],
  'all-halted-with-event-raised': [
    ['violated', 'asleep', '1:1x1', {}, ['dispatch(v0)', 'halt(v0)', 'raise(e0, c0)']],
    ['holds', 'awake', '1:1x1', {}, ['raise(e0, c0)']],
    ['holds', 'no event', '1:1x1', {}, ['dispatch(v0)', 'halt(v0)']],
    ['holds', 'identified already', '1:1x1', {}, ['dispatch(v0)', 'halt(v0)', 'raise(e0, c0)', 'identify(e0)']],
    ['holds', 'one of two awake', '1:2x1', {}, ['dispatch(v0)', 'halt(v0)', 'raise(e0, c0)']],
    ['holds', 'one runs', '1:1x1', {}, ['dispatch(v0)', 'raise(e0, c0)']],
    ['violated', 'one of two offline', '1:2x1', { lifecycle: ['hotplug'] }, [
      'dispatch(v1)', 'halt(v1)', 'unplug(v1)', 'dispatch(v0)', 'halt(v0)', 'raise(e0, c0)',
    ]],
    ['violated', 'another VM is awake', '1:1x1+1x1', {}, ['dispatch(v0)', 'halt(v0)', 'raise(e0, c0)']],
  ],
};
