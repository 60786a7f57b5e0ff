/** Stories of random runs: longer than any shortest trace, and on more CPUs. They lead nowhere in particular. */
import { disabled } from '../../model/action.ts';
import type { State } from '../../model/machine.ts';
import { machineOf, step } from '../../model/machine.ts';
import { same } from '../../model/same.ts';
import type { Alternatives, Story } from '../../src/results/story.ts';
import { configuration, type Short } from '../configurations.ts';

/** Knuth's MMIX generator, upper bits: the same run for the same seed everywhere. */
const chanceOf = (seed: number): ((below: number) => number) => {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 33n) % BigInt(below));
  };
};

interface Walk extends Short {
  readonly scope: string;
  readonly steps: number;
  readonly seed: number;
}

/** Kinds of action take turns by chance, so that a walk does not consist of migrations. */
export const walkOf = ({ scope, steps: length, seed, ...short }: Walk): Story => {
  const config = configuration(scope, short);
  const { actions, initial } = machineOf(config);
  const chance = chanceOf(seed);
  const steps: Story['steps'][number][] = [];
  const alternatives: Alternatives[] = [];
  let state: State = initial;
  for (let i = 0; i <= length; i++) {
    const enabled = actions.flatMap((action) => {
      const taken = step(state, action);
      return taken === disabled ? [] : [{ action, after: taken.after }];
    });
    const refused = actions.filter((action) => !enabled.some((one) => one.action === action));
    alternatives.push({
      enabled: enabled.map(({ action }) => action.name),
      refused: refused.map(({ name, label }) => ({
        action: name,
        because: [`the guard of ${label.is} is false`],
      })),
    });
    if (i === length) break;
    const kinds = [...new Set(enabled.map(({ action }) => action.label.is))];
    const kind = kinds[chance(kinds.length)];
    const choices = enabled.filter(({ action }) => action.label.is === kind);
    const { action, after } = choices[chance(choices.length)]!;
    const changes = [...after].filter(([cell, value]) => !same(value, state.get(cell)));
    steps.push({
      action: action.name,
      changes: changes.map(([cell, to]) => ({ cell, from: state.get(cell), to })),
    });
    state = after;
  }
  return {
    aim: { is: 'condition', text: `after ${length} steps` },
    outcome: 'nothing',
    ...{ policy: config.policy.name, guest: config.guest.name, scope, topology: config.topology },
    options: {
      ...{ map: config.map, hinting: config.hinting, moves: config.moves, lifecycle: config.lifecycle },
      fault: config.fault?.name ?? null,
    },
    ...{ shortest: false, subject: '', told: null },
    initially: [...initial].map(([cell, value]) => ({ cell, value })),
    ...{ steps, loop: null, stuck: null, alternatives, repeat: null, replay: null },
  };
};
