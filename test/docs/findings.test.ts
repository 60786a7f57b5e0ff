/**
 * docs/findings.json is what comes out: it has all that is asked and nothing else, the small searches are made again, and
 * the pure model takes every run. `npm run findings` makes all of it anew; that docs/findings.md is made from it, and
 * says nothing else, is tested with the other pages.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import { configuration } from '../configurations.ts';
import { everything, policies } from './findings/asked.ts';
import { file, findings, nameOf, printed } from './findings/data.ts';
import type { Answered } from './findings/decide.ts';
import { decided, flawOf } from './findings/decide.ts';
import { priced } from './findings/prices.ts';
import { isBroken } from './findings/told.ts';

/** Larger searches are made again by `npm run findings` alone: they take minutes. */
const statesMax = 8_000;
/** The price of the others takes seconds each. */
const pricedAgain = ['first-time', 'never'];

const { answered, prices } = findings();

describe(file, () => {
  it('has what is asked, and nothing else', () => {
    expect(answered.map(nameOf)).toEqual(everything.map(nameOf));
    expect(prices.map(({ policy }) => policy)).toEqual(policies);
    expect(readFileSync(file, 'utf8')).toBe(printed({ answered, prices }));
  });

  const kindsOf = ({ policy, flags, world }: Answered) => [`of ${policy}`, `on ${flags}`, `in ${world}`];
  const bySize = [...answered].sort((one, other) => one.states - other.states);
  /** The small ones, and of each policy, axis and world the smallest. */
  const small = bySize.filter(
    (one, i) =>
      one.states <= statesMax ||
      kindsOf(one).some((kind) => bySize.findIndex((other) => kindsOf(other).includes(kind)) === i),
  );

  it.each(small.map((one) => [nameOf(one), one] as const))('%s', (_, one) => {
    const { scope, flags, policy, guest, world } = one;
    expect(decided({ scope, flags, policy, guest, world })).toEqual(one);
  });

  it('has runs that break what they are said to break, as the pure model has it', () => {
    const runs = answered.flatMap((one) =>
      Object.entries(one.answers).flatMap(([id, answer]) => (isBroken(answer) ? [{ one, id, answer }] : [])),
    );
    expect(runs.length).toBeGreaterThan(100);
    for (const { one, id, answer } of runs)
      expect([nameOf(one), flawOf(one, id, answer)]).toEqual([nameOf(one), null]);
  });

  it.each(pricedAgain)('has the price of %s', (policy) =>
    expect(priced(policy)).toEqual(prices.find((one) => one.policy === policy)),
  );
});

describe('docs/long-run.md', () => {
  const page = readFileSync('docs/long-run.md', 'utf8');
  const rows = [...page.matchAll(/^\| (.+) \| .+ \| (weak|strong) \|$/gm)].map(([, steps = '', is]) => ({
    steps,
    is,
  }));

  it.each([{}, { hinting: 'atomic' }, { lifecycle: ['masking'] }] as const)(
    'has every family, with %j',
    (axes) => {
      const families = fairnessOf(machineOf(configuration('2:2x1+1x1', axes)).setup);
      /** The row that a family is in, by the words that its name begins with. */
      const rowOf = (name: string) => {
        if (name.startsWith('the next step'))
          return rows.find(({ steps }) => steps.startsWith('the next step'));
        const word = /^\w+/.exec(name)![0];
        return rows.find(({ steps }) => steps.startsWith('`') && steps.includes(`\`${word}\``));
      };
      expect(rows).toHaveLength(5);
      for (const { name, is } of families) expect([name, rowOf(name)?.is]).toEqual([name, is]);
    },
  );
});
