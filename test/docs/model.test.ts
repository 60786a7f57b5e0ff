/** The table of counts in docs/model.md, explored again. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { exploreSymbolically } from '../../src/engine/symbolic/symbolic.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

/** As the page says. */
const statesMax = 2_000_000;

const page = readFileSync('docs/model.md', 'utf8');
const row = /^\| `([^`]+)` \| ([\d,]+) \| ([\d,]+) \| (\d+) \|$/gm;
const largeRow = /^\| `([^`]+)` \| ([\d,]+) \| ([\d,]+) \|$/gm;

const rows = [...page.matchAll(row)].map(([, name = '', ...numbers]) => {
  const [states = 0, transitions = 0, depth = 0] = numbers.map((text) => Number(text.replaceAll(',', '')));
  return { name, counts: { states, transitions, depth } };
});

const largeRows = [...page.matchAll(largeRow)].map(([, name = '', states = '', transitions = '']) => ({
  name,
  counts: { states, transitions },
}));

/** `2:2x1 --map on-dispatch --no-moves` as a configuration. */
const configurationOf = (name: string) => {
  const [scope = '', ...flags] = name.split(/ (?=--)/);
  const axes = flags.map((flag): readonly [string, unknown] => {
    const [axis = '', value] = flag.slice('--'.length).split(' ');
    if (axis === 'no-moves') return ['moves', false];
    return [axis, axis === 'lifecycle' ? value?.split(',') : value];
  });
  return configuration(scope, Object.fromEntries(axes) as Short);
};

describe('the counts in docs/model.md', () => {
  it('are there', () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(largeRows.length).toBeGreaterThan(5);
  });

  const withoutDepth = rows.map(({ name, counts: { states, transitions } }) => ({
    name,
    counts: { states: states.toLocaleString('en'), transitions: transitions.toLocaleString('en') },
  }));
  it.each([...withoutDepth, ...largeRows])('$name, with diagrams', ({ name, counts }) => {
    const model = machineOf(configurationOf(name));
    const { states, transitions } = exploreSymbolically({ model, questions: [], budget: unlimited });
    expect({
      states: states.toLocaleString('en'),
      transitions: transitions.toLocaleString('en'),
    }).toEqual(counts);
  });

  it.each(rows.filter(({ counts }) => counts.states <= statesMax))(
    '$name',
    ({ name, counts }) => {
      const machine = machineOf(configurationOf(name));
      const found = explore({ model: machine, questions: [], budget: unlimited });
      expect({ states: found.states, transitions: found.transitions, depth: found.depth }).toEqual(counts);
    },
    60_000,
  );
});
