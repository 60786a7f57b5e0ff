/** What every property says, by examples: where it holds, what it refuses, and where it has nothing to say. */
import { describe, expect, it } from 'vitest';
import { configuration } from '../configurations.ts';
import { finiteNamed, finiteProperties } from '../finite.ts';
import type { Example, Examples } from './examples/example.ts';
import { hints } from './examples/hints.ts';
import { machine } from './examples/machine.ts';
import { pipeline } from './examples/pipeline.ts';
import { programming } from './examples/programming.ts';
import { verdictAtTheEnd } from './scripted.ts';

const examples: Examples = { ...hints, ...machine, ...pipeline, ...programming };

describe.each(Object.entries(examples))('%s', (id, all: readonly Example[]) => {
  const property = finiteNamed(id);

  it.each(all)('%s: %s, on %s', (verdict, _shows, scope, axes, script) => {
    expect(verdictAtTheEnd(property, configuration(scope, axes), script)).toBe(verdict);
  });

  it('has an example of what it refuses, or reaches, and one of what is right', () => {
    const verdicts = new Set(all.map(([verdict]) => verdict));
    expect(verdicts).toContain('violated');
    expect(verdicts).toContain('holds');
  });
});

it('every property has examples', () => {
  expect(Object.keys(examples).sort()).toEqual(finiteProperties.map(({ id }) => id).sort());
});
