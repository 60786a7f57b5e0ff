/** Machines that once got past a property: each does something that its sentence forbids, in a way that is no named fault. */
import { expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Replacements } from '../../model/faults/fault.ts';
import { defineFault } from '../../model/faults/fault.ts';
import { propertyNamed } from '../../properties/index.ts';
import { decide } from '../../src/check/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { configuration } from '../configurations.ts';

const wrong: readonly (readonly [what: string, property: string, next: Replacements])[] = [
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
];

it.each(wrong)('where %s, %s is violated', (what, property, next) => {
  const config = { ...configuration('1:1x1'), fault: defineFault({ name: what, next }) };
  const named = { properties: [propertyNamed(property)!], isDemanded: () => true };
  expect(decide(config, named, unlimited).properties[0]).toMatchObject({ id: property, result: 'violated' });
});
