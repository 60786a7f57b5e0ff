/** An action sees and writes what it declares, and nothing else. `@ts-expect-error`: the compiler must refuse the next line. */
import { describe, expect, it } from 'vitest';
import type { Cell, Read } from '../../model/action.ts';
import { action, cellsIn, disabled, row, viewOf } from '../../model/action.ts';

const lamp: Cell<'on' | 'off'> = { name: 'lamp', kind: 'lamp', owner: 'vm0', cluster: null };
const fuse: Cell<boolean> = { name: 'fuse', kind: 'fuse', owner: 'vm0', cluster: null };
const dial = (room: 'hall' | 'attic'): Cell<number> => ({
  name: `dial(${room})`,
  kind: 'dial',
  owner: 'vm0',
  cluster: null,
});
const label = { is: 'reset', vm: 'vm0' } as const;
const rooms = row(['hall', 'attic'] as const, dial);

const house: Readonly<Record<string, unknown>> = {
  lamp: 'off',
  fuse: true,
  'dial(hall)': 1,
  'dial(attic)': 2,
};

/** Reads the house, and notes what is read. */
const watched = () => {
  const seen: string[] = [];
  const read: Read = <T>(cell: Cell<T>): T => {
    seen.push(cell.name);
    return house[cell.name] as T;
  };
  return { seen, read };
};
const { read } = watched();

describe('disabled', () => {
  it('is the same one in a module that was bundled with a copy of it', () =>
    expect(disabled).toBe(Symbol.for('hintproof.disabled')));
});

describe('an action', () => {
  it('is named by its label, and belongs to a VM', () => {
    const one = action({
      label: { is: 'migrate', vcpu: 'vm1.vcpu0', to: 'cpu2' },
      touches: {},
      next: () => disabled,
    });
    expect([one.name, one.owner]).toEqual(['migrate(vm1.vcpu0, cpu2)', 'vm1']);
  });

  it('touches the cells that it declares, those of a row one by one', () => {
    const touches = { lamp, dials: rooms };
    expect(cellsIn(touches).map(({ name }) => name)).toEqual(['lamp', 'dial(hall)', 'dial(attic)']);
    expect(action({ label, touches, next: () => disabled }).touches).toEqual(cellsIn(touches));
  });

  it('reads a cell when it asks for its value, not before', () => {
    const { seen, read } = watched();
    const press = action({
      label,
      touches: { lamp, fuse, dials: rooms },
      next: (cells) => (cells.lamp === 'off' && cells.dials('attic') === 3 ? { fuse: false } : disabled),
    });
    expect(press.step(read)).toBe(disabled);
    expect(seen).toEqual(['lamp', 'dial(attic)']);
  });

  it('says what it writes, and what it announces', () => {
    const press = action({
      label,
      touches: { lamp, dials: rooms },
      next: (cells) => ({ lamp: 'on', dials: { hall: cells.dials('hall') + 1 }, announce: 'click' }),
    });
    const change = press.step(read);
    expect(change).toMatchObject({ announces: 'click' });
    const written = change === disabled ? [] : change.writes.map(([{ name }, value]) => [name, value]);
    expect(written).toEqual([
      ['lamp', 'on'],
      ['dial(hall)', 2],
    ]);
  });

  it('does not see what it does not declare', () => {
    const blind = action({
      label,
      touches: { lamp },
      // @ts-expect-error: it does not declare `fuse`
      next: (cells) => (cells.fuse ? { lamp: 'on' } : disabled),
    });
    expect(blind.step(read)).toBe(disabled);
    const narrow = action({
      label,
      touches: { dials: row(['hall'] as const, dial) },
      // @ts-expect-error: its row has no attic
      next: ({ dials }) => ({ dials: { hall: dials('attic') } }),
    });
    expect(() => narrow.step(read)).toThrow("'dials' has no cell for 'attic'");
  });

  it('does not write what it does not declare', () => {
    // @ts-expect-error: it does not declare `fuse`
    const sly = action({ label, touches: { lamp }, next: () => ({ lamp: 'on', fuse: false }) });
    expect(() => sly.step(read)).toThrow("wrote 'fuse', which it does not declare");
    const wide = action({
      label,
      touches: { dials: row(['hall'] as const, dial) },
      // @ts-expect-error: its row has no attic
      next: () => ({ dials: { attic: 3 } }),
    });
    expect(() => wide.step(read)).toThrow("wrote 'dials' of 'attic', which it does not declare");
  });

  it('writes values that the cell can hold', () => {
    // @ts-expect-error: a lamp is on or off
    const dimming = action({ label, touches: { lamp }, next: () => ({ lamp: 'dimmed' }) });
    expect(dimming.touches).toEqual([lamp]);
  });
});

describe('a view', () => {
  it('can be made of a reader as often as one likes', () => {
    const view = viewOf({ lamp, dials: rooms });
    expect(view(read).lamp).toBe('off');
    expect(view(() => 7 as never).dials('hall')).toBe(7);
    expect(view(read).dials('hall')).toBe(1);
  });
});
