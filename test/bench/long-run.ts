/** What promises about the long run cost, measured against the bare search of the same machine, in one process. */
import { machineOf } from '../../model/machine.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import { properties } from '../../properties/index.ts';
import { isLongRun } from '../../properties/property.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { longRunOf } from '../../src/engine/fair/explicit.ts';
import type { LongRun, LongRunRequest } from '../../src/engine/fair/request.ts';
import { longRunSymbolically } from '../../src/engine/fair/symbolic.ts';
import { configuration } from '../configurations.ts';
import { medians } from './medians.ts';

export const longRunScopes: readonly string[] = ['2:2x1', '2:2x2', '2:2x1+1x1'];

export interface LongRunFigures {
  readonly scope: string;
  readonly policy: string;
  readonly states: number;
  readonly transitions: number;
  /** All questions of all promises about the long run. */
  readonly questions: number;
  readonly broken: number;
  /** Of the search, without a question. The others are multiples of it. */
  readonly seconds: number;
  readonly explicit: number;
  readonly symbolic: number;
}

const wordsOf = ({ answers }: LongRun): string => answers.map(({ is }) => is).join();

const figuresOf = (scope: string, policy: string): LongRunFigures => {
  const config = configuration(scope, { policy });
  const asked = (): LongRunRequest => {
    const model = machineOf(config);
    const questions = properties
      .filter(isLongRun)
      .filter(({ notMeant }) => notMeant(config) === null)
      .flatMap(({ runs }) => runs(model.setup));
    return { model, fairness: fairnessOf(model.setup), questions, budget: unlimited };
  };
  const [search, explicit, symbolic] = medians([
    () => explore({ model: machineOf(config), questions: [], budget: unlimited }),
    () => longRunOf(asked()),
    () => longRunSymbolically(asked()),
  ]) as [number, number, number];
  const run = longRunOf(asked());
  if (wordsOf(longRunSymbolically(asked())) !== wordsOf(run)) throw new Error(`they disagree on ${scope}`);
  return {
    ...{ scope, policy, states: Number(run.states), transitions: Number(run.transitions) },
    questions: run.answers.length,
    broken: run.answers.filter(({ is }) => is === 'broken').length,
    seconds: search,
    explicit: explicit / search,
    symbolic: symbolic / search,
  };
};

export const longRunHeader =
  '\npromises about the long run, in multiples of the bare search\n' +
  'scope      policy         states  transitions  questions  broken  search  explicit  symbolic';

export const longRunLine = (one: LongRunFigures): string =>
  [
    one.scope.padEnd(9),
    one.policy.padEnd(11),
    one.states.toLocaleString('en').padStart(8),
    one.transitions.toLocaleString('en').padStart(11),
    String(one.questions).padStart(9),
    String(one.broken).padStart(6),
    `${one.seconds.toFixed(2)} s`,
    one.explicit.toFixed(1).padStart(8),
    one.symbolic.toFixed(1).padStart(8),
  ].join('  ');

/** Each scope under a policy that hints once, and under one that keeps hinting. */
export const longRunFigures = (
  scopes: readonly string[],
  onFigures: (figures: LongRunFigures) => void,
): readonly LongRunFigures[] =>
  scopes.flatMap((scope) =>
    ['first-time', ...(scope === '2:2x1' ? ['on-miss'] : [])].map((policy) => {
      const figures = figuresOf(scope, policy);
      onFigures(figures);
      return figures;
    }),
  );
