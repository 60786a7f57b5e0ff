/**
 * Runs without end: a run that leads back to a state of its own, or to one in which nothing has to happen any more. The
 * pure model alone says whether it is one, whether it is fair, and what a question about the long run makes of it.
 */
import type { Action, Cell } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { State } from '../../model/machine.ts';
import { readerOf } from '../../model/machine.ts';
import type { Family, Finding, Part, RunQuestion, Sight } from '../../properties/property.ts';
import type { Model } from '../engine/model.ts';
import { readAfter, tracked } from '../engine/model.ts';
import type { Replayed } from './replay.ts';
import { sameState } from './replay.ts';
import type { Fair, Loop } from './trace.ts';

/** What is asked about, and what fairness there is. */
export interface LongRunAim {
  readonly question: RunQuestion;
  readonly fairness: readonly Family[];
}

/** What a run without end comes to. */
export type Looped =
  | {
      readonly is: 'broken';
      readonly finding: Finding;
      readonly involved: readonly string[];
      readonly loop: Loop;
    }
  /** Why it is no run that breaks the promise, in a sentence without its full stop. */
  | { readonly is: 'nothing'; readonly because: string };

const sightOf = (action: Action, state: State, note: Cell<unknown>[] = []): Sight | null => {
  const read = readerOf(state);
  const forAction = tracked(read);
  const change = action.step(forAction.read);
  if (change === disabled) return null;
  const noting: typeof read = (cell) => {
    note.push(cell);
    return read(cell);
  };
  return { action, change, before: noting, after: readAfter(noting, change), reads: forAction.reads };
};

const isEnabled = (model: Model, family: Family, state: State): boolean =>
  model.actions.some((action) => {
    if (!family.concerns(action)) return false;
    const sight = sightOf(action, state);
    return sight !== null && family.has(sight);
  });

/** What each step is to the question, and the cells that this depends on. */
const partsOf = ({ question }: LongRunAim, actions: readonly Action[], { states }: Replayed) => {
  const looked: Cell<unknown>[] = [];
  const parts = actions.map((action, i): readonly Part[] => {
    if (!question.concerns(action)) return [];
    return question.partsOf(sightOf(action, states[i]!, looked)!);
  });
  return { parts, involved: [...new Set(looked.map(({ name }) => name))] };
};

/** Why the loop is none that the question finds fault with; `null` if it is one. */
const innocence = (
  { owesAtOnce, hasPremise, hasWrong }: RunQuestion,
  parts: readonly (readonly Part[])[],
  from: number,
): string | null => {
  const has = (those: typeof parts, what: Part) => those.some((one) => one.includes(what));
  const owed = parts.slice(0, from).reduce((owes, one) => {
    if (one.includes('owes')) return true;
    return owes && !one.includes('pays');
  }, false);
  const around = parts.slice(from);
  if (has(around, 'pays'))
    return owesAtOnce
      ? 'the property is not about this run: some step of the loop would have to come to an end'
      : 'what was expected happens again and again';
  if (!owesAtOnce && !owed && !has(around, 'owes')) return 'what was expected happens before the loop';
  if (hasPremise && !has(around, 'premise')) return 'the property is not about this run';
  if (hasWrong && !has(around, 'wrong')) return 'nothing that must not be is done for ever';
  return null;
};

/** The steps in which it shows: the wrong ones of the loop, or the one from which on the run owes and never pays. */
const amissIn = (
  { hasWrong }: RunQuestion,
  parts: readonly (readonly Part[])[],
  from: number,
): readonly number[] => {
  if (hasWrong) return parts.flatMap((one, i) => (i >= from && one.includes('wrong') ? [i + 1] : []));
  const paid = parts.findLastIndex((one) => one.includes('pays'));
  const owed = parts.findIndex((one, i) => i >= paid && one.includes('owes'));
  return owed === -1 ? [] : [owed + 1];
};

/** The family that fairness wrongs in the loop; `null` if the run is fair. */
const wronged = (
  model: Model,
  { fairness }: LongRunAim,
  around: readonly State[],
  taken: ReadonlySet<Family>,
): Family | null =>
  fairness.find((family) => {
    if (taken.has(family)) return false;
    const enabled = (state: State) => isEnabled(model, family, state);
    return family.is === 'weak' ? around.every(enabled) : around.some(enabled);
  }) ?? null;

const about = ({ is, name }: Family): Fair => ({ is, family: name });

/** What a run comes to that leads back, in its end, to where it was after `from` actions. */
export const loopAlong = (
  model: Model,
  aim: LongRunAim,
  actions: readonly Action[],
  run: Replayed,
  from: number,
): Looped => {
  const nothing = (because: string): Looped => ({ is: 'nothing', because });
  const { states } = run;
  if (run.stuck !== null) return nothing('it can no longer be taken to its end');
  if (!sameState(states.at(-1)!, states[from]!))
    return nothing(
      `it does not lead back to ${from === 0 ? 'the initial state' : `the state after step ${from}`}`,
    );
  const { parts, involved } = partsOf(aim, actions, run);
  const innocent = innocence(aim.question, parts, from);
  if (innocent !== null) return nothing(innocent);
  const families = actions.slice(from).map((action, i): readonly Family[] => {
    const sight = sightOf(action, states[from + i]!)!;
    return aim.fairness.filter((family) => family.concerns(action) && family.has(sight));
  });
  const taken = new Set(families.flat());
  const around = from === actions.length ? [states[from]!] : states.slice(from, -1);
  const unfair = wronged(model, aim, around, taken);
  if (unfair !== null) return nothing(`it is not fair: ${unfair.name} would have its turn in the loop`);
  const excused = aim.fairness.filter(
    (family) => !taken.has(family) && around.some((state) => isEnabled(model, family, state)),
  );
  const { amiss: are, ...finding } = aim.question.finding;
  return {
    is: 'broken',
    finding,
    involved,
    loop: {
      from,
      satisfies: families.map((those) => those.map(about)),
      excused: excused.map(about),
      amiss: { steps: amissIn(aim.question, parts, from), are },
    },
  };
};
