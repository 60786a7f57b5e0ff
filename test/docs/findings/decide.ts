/** Decides what docs/findings.md tells of, and lets the pure model say whether a run without end is what it is said to be. */
import type { Machine } from '../../../model/machine.ts';
import { machineOf } from '../../../model/machine.ts';
import { fairnessOf } from '../../../properties/fairness.ts';
import type { Family, LongRunProperty } from '../../../properties/property.ts';
import { enumerableStates } from '../../../src/engine/auto.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunAuto } from '../../../src/engine/fair/auto.ts';
import type { Lasso, LongRunAnswer } from '../../../src/engine/fair/request.ts';
import { loopAlong } from '../../../src/path/loop.ts';
import { replay } from '../../../src/path/replay.ts';
import type { Asked } from './asked.ts';
import { configurationOf, promises, worldNamed } from './asked.ts';

/** A shortest run that breaks a promise, and about whom. */
export interface Broken {
  readonly about: string;
  readonly stem: readonly string[];
  readonly cycle: readonly string[];
}

/** `broken`: the machine is too large to show how. */
export type Answer = 'holds' | 'vacuous' | 'not meant' | 'broken' | Broken;

export interface Answered extends Asked {
  readonly states: number;
  readonly transitions: number;
  /** By property; what the world does not ask is not there. */
  readonly answers: Readonly<Record<string, Answer>>;
}

interface Scene {
  readonly machine: Machine;
  readonly fairness: readonly Family[];
  readonly asked: readonly LongRunProperty[];
}

const sceneOf = (asked: Asked): Scene => {
  const config = configurationOf(asked);
  const { asks, only = () => true, fairness = (all) => all } = worldNamed(asked.world);
  const machine = machineOf(config);
  return {
    machine: { ...machine, actions: machine.actions.filter(({ label }) => only(label)) },
    fairness: fairness(fairnessOf(machine.setup), config),
    asked: promises.filter((one) =>
      asks === undefined ? one.notMeant(config) === null : asks.includes(one.id),
    ),
  };
};

const sizeOf = ({ stem, cycle }: Lasso | Broken): number => stem.length + cycle.length;

/** What the questions of one property come to together. */
const together = (answers: readonly LongRunAnswer[], subjects: readonly string[]): Answer => {
  const lassos = answers.flatMap((answer, i): Broken[] => {
    if (answer.is === 'open') throw new Error('there is no budget that could have ended it');
    // one that is not known to be a shortest one says nothing that another would not
    if (answer.is !== 'broken' || answer.lasso?.shortest !== true) return [];
    const { stem, cycle } = answer.lasso;
    return [{ about: subjects[i]!, stem, cycle }];
  });
  const broken = answers.filter(({ is }) => is === 'broken');
  const [first, ...more] = lassos;
  if (first !== undefined && lassos.length === broken.length)
    return more.reduce((best, one) => (sizeOf(one) < sizeOf(best) ? one : best), first);
  if (broken.length > 0) return 'broken';
  return answers.some(({ is }) => is === 'kept') ? 'holds' : 'vacuous';
};

/** In larger machines, nobody looks for a shortest run. */
const shownUpTo = 6_000_000;

export const decided = (one: Asked): Answered => {
  const { machine, fairness, asked } = sceneOf(one);
  const questions = asked.flatMap((property) => property.runs(machine.setup));
  const request = { model: machine, fairness, questions, budget: unlimited };
  const run = longRunAuto(request, enumerableStates, shownUpTo);
  let from = 0;
  const own = asked.map(({ id, runs }) => {
    const subjects = runs(machine.setup).map(({ subject }) => subject);
    const answers = run.answers.slice(from, from + subjects.length);
    from += subjects.length;
    return [id, together(answers, subjects)] as const;
  });
  const asksAll = worldNamed(one.world).asks === undefined;
  const notMeant = promises
    .filter((property) => asksAll && !asked.includes(property))
    .map(({ id }) => [id, 'not meant'] as const);
  const answers = Object.fromEntries([...own, ...notMeant]);
  return { ...one, states: Number(run.states), transitions: Number(run.transitions), answers };
};

/** Why the run does not break the promise, as the pure model has it; `null` if it does. */
export const flawOf = (one: Asked, id: string, { about, stem, cycle }: Broken): string | null => {
  const { machine, fairness, asked } = sceneOf(one);
  const question = asked
    .find((property) => property.id === id)
    ?.runs(machine.setup)
    .find(({ subject }) => subject === about);
  if (question === undefined) return 'nobody asks that';
  const actions = [...stem, ...cycle].map((name) => machine.actions.find((action) => action.name === name)!);
  if (actions.includes(undefined as never)) return 'there is no such action';
  const looped = loopAlong(machine, { question, fairness }, actions, replay(machine, actions), stem.length);
  return looped.is === 'broken' ? null : looped.because;
};
