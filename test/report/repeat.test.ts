import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/input/request.ts';
import { quoted, repeatCommand } from '../../src/report/repeat.ts';
import { run, rung, usual } from './reports.ts';

describe('the command that repeats a finding', () => {
  const done = { engine: 'auto', order: 'by-owner', limits: defaultLimits } as const;
  const runs = { seed: 1, plannedRuns: 26, runs: 26, steps: 6_500, statesAtLeast: false };
  const tried = (changes: Partial<typeof runs> = {}) =>
    run(rung('2:2x1'), [], {
      engine: 'random',
      random: { ...runs, neverRan: [], neverTrue: [], ...changes },
    });
  const plainRun = run(rung('2:2x1'), []);

  it('says nothing that goes without saying', () =>
    expect(repeatCommand(plainRun, 'p', done, usual)).toBe(
      'hintproof check never --scope 2:2x1 --property p',
    ));

  it('says everything else', () => {
    const options = {
      map: 'on-dispatch',
      hinting: 'atomic',
      moves: false,
      lifecycle: ['reset', 'masking'],
      fault: 'no-kick',
    } as const;
    const other = { ...run(rung('2:2x1', options), []), scope: 'my topology.json', guest: './g.ts' };
    const limits = { timeMs: 90_000, memoryBytes: 2 ** 29, callMs: 100, maxMemories: 7 };
    expect(
      repeatCommand(other, 'p', { engine: 'symbolic', order: 'force', limits }, { ...usual, config: 'c.ts' }),
    ).toBe(
      "hintproof check never --topology 'my topology.json' --guest ./g.ts --map on-dispatch --hinting atomic " +
        '--no-moves --lifecycle reset,masking --fault no-kick --property p --engine symbolic --cell-order force --budget 90s --memory 512MiB ' +
        '--call-limit 100ms --max-memories 7 --config c.ts',
    );
  });

  it('makes the same random runs again', () => {
    expect(repeatCommand(tried(), 'p', done, usual)).toBe(
      'hintproof check never --scope 2:2x1 --property p --random --runs 26',
    );
    expect(repeatCommand(tried({ seed: 7 }), 'p', done, usual)).toBe(
      'hintproof check never --scope 2:2x1 --property p --random --seed 7 --runs 26',
    );
    // Which explorer was chosen means nothing to them.
    expect(repeatCommand(tried(), 'p', { ...done, engine: 'symbolic' }, usual)).not.toContain('--engine');
    const random = { seed: 7, runs: 26 };
    expect(repeatCommand(tried(), 'p', done, { ...usual, random, isAllRandom: true })).toBe(
      'hintproof check never --scope 2:2x1 --property p --seed 1',
    );
    expect(repeatCommand(plainRun, 'p', done, { ...usual, random, isAllRandom: true })).toBe(
      'hintproof check never --scope 2:2x1 --property p --no-random',
    );
  });

  it('undoes what the configuration file says', () => {
    const options = { ...usual.options, moves: false, lifecycle: ['reset'], fault: 'no-kick' } as const;
    expect(repeatCommand(plainRun, 'p', done, { ...usual, options, guest: 'lowest' })).toBe(
      'hintproof check never --scope 2:2x1 --guest any --moves --lifecycle none --fault none --property p',
    );
  });
});

describe('a quoted word', () => {
  it.each(['plain', 'a b', "it's", '$HOME `id` "x" \\', '', '*', 'ü', '-n'])(
    '%j is read back by a shell',
    (word) => {
      const read = execFileSync('sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' });
      if (word !== '-n') expect(read).toBe(word);
    },
  );
});
