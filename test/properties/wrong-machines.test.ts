/** Machines that once got past a property: each does something that its sentence forbids, in a way that is no named fault. */
import { expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { FaultyStep, Replacements } from '../../model/faults/fault.ts';
import { defineFault } from '../../model/faults/fault.ts';
import { propertyNamed } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

/** Whether another handler of the source is about to program its route. */
const isBusyElsewhere = ({ source, vcpu, vm, cells }: FaultyStep<'finish'>): boolean =>
  vm.vcpus.some(
    (other) => other !== vcpu && (cells.servicing(source, other)?.is ?? 'handling') !== 'handling',
  );

type Wrong = readonly [what: string, property: string, next: Replacements, scope?: string, axes?: Short];

const wrong: readonly Wrong[] = [
  [
    'an interrupt is injected without an event',
    'no-spurious-interrupt',
    {
      inject: ({ source, cells, sound }) =>
        cells.event(source).is === 'idle'
          ? sound({ event: () => ({ is: 'identified', on: 'cpu0', hint: null }) })
          : sound(),
    },
  ],
  [
    'an event is injected, and stays to be injected again',
    'no-spurious-interrupt',
    {
      inject: ({ source, cells, sound }) => {
        const writes = sound();
        return writes === disabled ? disabled : { ...writes, event: { [source]: cells.event(source) } };
      },
    },
  ],
  [
    'the first event is identified, and thrown away',
    'first-time-hinted',
    {
      identify: ({ source, cells }) =>
        cells.event(source).is === 'raised' ? { event: { [source]: { is: 'idle' } } } : disabled,
    },
  ],
  [
    'a handler waits for another one, which has left the mask open',
    'no-stuck-handler',
    {
      maskSource: (step) => {
        const writes = isBusyElsewhere(step) ? disabled : step.sound();
        return writes === disabled ? disabled : { ...writes, mask: { [step.source]: { is: 'open' } } };
      },
      finish: (step) => (isBusyElsewhere(step) ? disabled : step.sound()),
    },
    '1:2x1',
    { policy: 'every-event', lifecycle: ['masking'] },
  ],
];

for (const [what, property, next, scope = '1:1x1', axes = {}] of wrong)
  it(`where ${what}, ${property} is violated`, () => {
    const config = { ...configuration(scope, axes), fault: defineFault({ name: what, next }) };
    const named = { properties: [propertyNamed(property)!], isDemanded: () => true };
    expect(decide(config, named, unlimited).properties[0]).toMatchObject({
      id: property,
      result: 'violated',
    });
  });
