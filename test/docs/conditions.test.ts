/** docs/conditions.md: its tables are those of the code, its conditions are read, and its mistakes are answered so. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  cellKinds,
  hintForms,
  lengthMax,
  misfit,
  parseCondition,
  propertyOf,
} from '../../src/condition/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { topologyOf } from '../../src/scope.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

const page = readFileSync('docs/conditions.md', 'utf8');
const blocks = [...page.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, inside = '']) => inside.trimEnd());
const mistakes = blocks.filter((block) => block.startsWith('--to'));
const conditions = blocks
  .filter((block) => !block.startsWith('--to') && !block.startsWith('condition'))
  .flatMap((block) => block.split('\n'));

const ground = { topology: topologyOf('2:2x1'), fault: null, scope: '2:2x1' };

/** What reading a condition, and putting it on a topology, throws or returns. */
const answerTo = (text: string): string | undefined => {
  try {
    return misfit(parseCondition('--to', text), ground)?.message;
  } catch (error) {
    return (error as Error).message;
  }
};

/** How many steps each condition takes on 2:2x1; `null` if it is never reached. */
const lengthsOf = (texts: readonly string[], axes: Short): readonly (number | null)[] => {
  const properties = texts.map((text) => propertyOf(parseCondition('--to', text)));
  const demands = { properties, isDemanded: () => true, engine: 'explicit' } as const;
  const decided = decide(configuration('2:2x1', axes), demands, unlimited);
  return decided.properties.map(({ trace }) => trace?.length ?? null);
};

describe('docs/conditions.md', () => {
  it('has examples', () => {
    expect(conditions.length).toBeGreaterThan(5);
    expect(mistakes).toHaveLength(2);
  });

  it.each(conditions)('%s: is a condition on 2:2x1', (text) => expect(answerTo(text)).toBe(undefined));

  it.each(mistakes)('%s', (message) => expect(answerTo(message.split('\n')[1]!.trim())).toBe(message));

  it.each(Object.entries(cellKinds))('says what %s can be', (kind, { ids, forms }) => {
    const parameters = ids.map((id) => id.toUpperCase()).join(', ');
    const row = `| \`${kind}(${parameters})\` | ${forms.map((form) => `\`${form}\``).join(' · ')} |`;
    expect(page.split('\n')).toContain(row);
  });

  it('says what a hint can be, and how long a condition may be', () => {
    const rows = [...page.matchAll(/^\| `([^`]*hint[^`]*)` \|/gm)].map(([, form]) => form);
    expect(rows).toEqual(hintForms);
    expect(page).toContain(`${lengthMax.toLocaleString('en')} characters`);
  });

  it('has examples that can be reached, with a map that may be behind', () => {
    const found = lengthsOf(conditions, { map: 'on-dispatch' });
    expect(conditions.filter((_, i) => found[i] === null)).toEqual([]);
    const behind = conditions.findIndex((text) => text.startsWith('mapped'));
    expect(found[behind]).toBe(1);
    expect(lengthsOf([conditions[behind]!], {})).toEqual([null]);
  });
});
