/** The numbers that docs/compare.md states are those of the code. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventsPerChoiceOfCpu, schedulerWeights } from '../../src/compare/scheduler.ts';
import { usualSimulation } from '../../src/compare/simulate.ts';
import { defaultWeights } from '../../src/input/compare-request.ts';

const page = readFileSync('docs/compare.md', 'utf8');

describe('docs/compare.md', () => {
  it('states the weights of the scheduler', () => {
    const stated = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| (\d+) \|$/gm)].flatMap(
      ([, kinds = '', weight]) =>
        [...kinds.matchAll(/\w+/g)].map(([kind]) => [kind, Number(weight)] as const),
    );
    // Those of an item's cost are durations.
    expect(Object.fromEntries(stated.filter(([kind]) => kind !== 'ipi'))).toEqual(schedulerWeights);
    expect(page).toContain(`one in ${eventsPerChoiceOfCpu} comes from any`);
  });

  it('states how much is simulated', () => {
    const { runs, stepsPerRun } = usualSimulation;
    const words = page.replaceAll('\n', ' ');
    expect(words).toContain(`run at random, ${runs} times`);
    expect(words).toContain(`takes ${stepsPerRun} steps that are not counted`);
    expect(words).toContain(`and ${stepsPerRun} more that are`);
  });

  it('states the weights that a cost has by default', () => {
    const stated = [...page.matchAll(/^\| `(\w+)` \| (\d+)(?: ns)? \| [^|]+ \|$/gm)];
    expect(Object.fromEntries(stated.map(([, name = '', ns]) => [name, Number(ns)]))).toEqual(defaultWeights);
  });
});
