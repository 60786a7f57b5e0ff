/** Of the properties about a hint when it is sent. */
import type { Script } from '../scripted.ts';
import type { Examples } from './example.ts';
import { atomic, every, injected } from './example.ts';

/** An event of e0 from a CPU, and what the hypervisor says of it. */
const says = (on: 'cpu0' | 'cpu1', hint: readonly string[] | null): Script => [
  `raise(e0, ${on})`,
  { does: 'identify(e0)', says: { on, hint: hint as never } },
];

/** v1 goes to cpu0, and the map is not told. */
const unmapped: Script = [{ does: 'migrate(v1, c0)', but: { 'mapped(v1)': undefined } }];

/** v1 is taken offline. */
const unplugged: Script = ['dispatch(v1)', 'halt(v1)', 'unplug(v1)'];
const hotplug = { ...every, lifecycle: ['hotplug'] } as const;

const onEventCpu: Examples[string] = [
  ['holds', 'the VCPU that is there', '2:2x1', every, says('cpu1', ['v1'])],
  ['holds', 'of two VCPUs, both', '1:2x1', every, says('cpu0', ['v0', 'v1'])],
  ['violated', 'the one that is elsewhere', '2:2x1', every, says('cpu1', ['v0'])],
  ['violated', 'one of two', '2:2x1', every, says('cpu1', ['v0', 'v1'])],
  ['violated', 'the one that has left', '2:2x1', every, [...unmapped, ...says('cpu1', ['v1'])]],
  ['holds', 'the one that came', '2:2x1', every, [...unmapped, ...says('cpu0', ['v1'])]],
  ['violated', 'one that is nowhere', '1:2x1', hotplug, [...unplugged, ...says('cpu0', ['v1'])]],
  ['holds', 'a stranger is not looked for', '2:2x1+1x1', every, says('cpu1', ['w0', 'v1'])],
  ['silent', 'an empty hint', '2:2x1', every, says('cpu1', [])],
  ['silent', 'no hint', '2:2x1', every, says('cpu1', null)],
  ['silent', 'another step', '2:2x1', every, injected],
  ['holds', 'in one step', '2:2x1', atomic, ['raise(e0, c1)', 'receive(e0)']],
];

// biome-ignore format: tables
export const hints: Examples = {
  'hinted-on-event-cpu': onEventCpu,
  'hint-is-true': onEventCpu,
  'hinted-are-mapped': [
    ['holds', 'the VCPU that is mapped there', '2:2x1', every, says('cpu1', ['v1'])],
    ['violated', 'the one that is mapped elsewhere', '2:2x1', every, says('cpu1', ['v0'])],
    ['violated', 'one of two', '2:2x1', every, says('cpu1', ['v0', 'v1'])],
    ['holds', 'mapped there, and gone', '2:2x1', every, [...unmapped, ...says('cpu1', ['v1'])]],
    ['violated', 'come, and not mapped there', '2:2x1', every, [...unmapped, ...says('cpu0', ['v1'])]],
    ['violated', 'one that is mapped nowhere', '1:2x1', hotplug, [...unplugged, ...says('cpu0', ['v1'])]],
    ['violated', 'another VM’s', '2:2x1+1x1', every, says('cpu0', ['v0', 'w0'])],
    ['silent', 'an empty hint', '2:2x1', every, says('cpu1', [])],
    ['silent', 'no hint', '2:2x1', every, says('cpu1', null)],
    ['holds', 'in one step', '2:2x1', atomic, ['raise(e0, c1)', 'receive(e0)']],
  ],
  'hint-within-vm': [
    ['holds', 'a VCPU of the VM', '2:2x1', every, says('cpu1', ['v1'])],
    ['holds', 'one that is elsewhere', '2:2x1', every, says('cpu1', ['v0'])],
    ['violated', 'another VM’s', '2:2x1+1x1', every, says('cpu0', ['v0', 'w0'])],
    ['violated', 'one that is offline', '1:2x1', hotplug, [...unplugged, ...says('cpu0', ['v0', 'v1'])]],
    ['holds', 'one that is back', '1:2x1', hotplug, [...unplugged, 'plug(v1, c0)', ...says('cpu0', ['v1'])]],
    ['silent', 'an empty hint', '2:2x1', every, says('cpu1', [])],
    ['silent', 'no hint', '2:2x1', every, says('cpu1', null)],
  ],
  'hint-is-complete': [
    ['holds', 'all of them', '1:2x1', every, says('cpu0', ['v0', 'v1'])],
    ['violated', 'one is missing', '1:2x1', every, says('cpu0', ['v1'])],
    ['violated', 'all are missing', '1:2x1', every, says('cpu0', [])],
    ['holds', 'one is elsewhere', '2:2x1', every, says('cpu1', ['v1'])],
    ['holds', 'more than there are', '2:2x1', every, says('cpu1', ['v0', 'v1'])],
    ['holds', 'there is nobody', '2:1x1', every, says('cpu1', [])],
    ['holds', 'as the map has it', '2:2x1', every, [...unmapped, ...says('cpu0', ['v0'])]],
    ['holds', 'another VM’s are not missing', '1:1x1+1x1', every, says('cpu0', ['v0'])],
    ['silent', 'no hint', '1:2x1', every, says('cpu0', null)],
  ],
  'hint-names-somebody': [
    ['holds', 'one', '2:2x1', every, says('cpu1', ['v1'])],
    ['violated', 'nobody', '2:2x1', every, says('cpu1', [])],
    ['silent', 'no hint', '2:2x1', every, says('cpu1', null)],
    ['silent', 'another step', '2:2x1', every, injected],
  ],
  'first-time-hinted': [
    ['holds', 'the first has a hint', '2:2x1', every, says('cpu1', ['v1'])],
    ['holds', 'an empty hint is one', '2:2x1', every, says('cpu1', [])],
    ['violated', 'the first has none', '2:2x1', every, says('cpu1', null)],
    ['silent', 'a later one', '2:2x1', every, [...injected, ...says('cpu1', null)]],
    ['violated', 'the first of the other source', '2:2x2', every, [
      'raise(e1, c1)', 'identify(e1)', ...says('cpu1', null),
    ]],
    ['violated', 'the first after a reset', '2:2x1', { ...every, lifecycle: ['reset'] }, [
      ...injected, 'reset(vm0)', ...says('cpu1', null),
    ]],
    ['silent', 'later, though another VM was reset', '2:2x1+1x1', { ...every, lifecycle: ['reset'] }, [
      ...injected, 'raise(f0, c0)', 'reset(vm1)', ...says('cpu1', null),
    ]],
    ['violated', 'in one step', '2:2x1', atomic, [
      'raise(e0, c1)', { does: 'receive(e0)', says: { on: 'cpu1', hint: null } },
    ]],
    ['silent', 'in one step, later', '2:2x1', atomic, [
      'raise(e0, c1)', 'receive(e0)', 'raise(e0, c1)', { does: 'receive(e0)', says: { on: 'cpu1', hint: null } },
    ]],
  ],
  'first-time-only': [
    ['silent', 'the first', '2:2x1', every, says('cpu1', ['v1'])],
    ['holds', 'a later one has none', '2:2x1', every, [...injected, ...says('cpu1', null)]],
    ['violated', 'a later one has a hint', '2:2x1', every, [...injected, ...says('cpu1', ['v1'])]],
    ['violated', 'a later one has an empty hint', '2:2x1', every, [...injected, ...says('cpu1', [])]],
    ['silent', 'the first of the other source', '2:2x2', every, [...injected, 'raise(e1, c1)', 'identify(e1)']],
    ['silent', 'the first after a reset', '2:2x1', { ...every, lifecycle: ['reset'] }, [
      ...injected, 'reset(vm0)', ...says('cpu1', ['v1']),
    ]],
    ['violated', 'in one step', '2:2x1', atomic, [
      'raise(e0, c1)', 'receive(e0)', 'raise(e0, c1)', 'receive(e0)',
    ]],
  ],
  'hint-sent': [
    ['violated', 'one that names somebody', '2:2x1', every, says('cpu1', ['v1'])],
    ['violated', 'an empty one', '2:2x1', every, says('cpu1', [])],
    ['holds', 'none', '2:2x1', every, says('cpu1', null)],
    ['silent', 'another step', '2:2x1', every, injected],
  ],
  'hint-empty': [
    ['violated', 'one that names nobody', '2:2x1', every, says('cpu1', [])],
    ['holds', 'one that names somebody', '2:2x1', every, says('cpu1', ['v1'])],
    ['holds', 'none', '2:2x1', every, says('cpu1', null)],
  ],
  'hint-names-two': [
    ['violated', 'two', '1:2x1', every, says('cpu0', ['v0', 'v1'])],
    ['violated', 'three', '1:3x1', every, says('cpu0', ['v0', 'v1', 'v2'])],
    ['holds', 'one', '1:2x1', every, says('cpu0', ['v0'])],
    ['holds', 'none', '1:2x1', every, says('cpu0', null)],
  ],
};
