/**
 * Enumerates where that is quick; else computes with sets of states, and enumerates once more for what only that can
 * do: to show a shortest run that breaks a promise.
 */
import { enumerableStates } from '../auto.ts';
import { upToStates } from '../budget.ts';
import { longRunOf } from './explicit.ts';
import type { LongRun, LongRunAnswer, LongRunRequest } from './request.ts';
import { longRunSymbolically } from './symbolic.ts';

/** In graphs that are larger, nobody looks for a shorter lasso than sets of states have shown. */
const shownUpTo = 2_000_000;

const mayBeShorter = (answer: LongRunAnswer): boolean => answer.is === 'broken' && !answer.lasso?.shortest;

const ranOutOfRoom = (answer: LongRunAnswer): boolean =>
  answer.is === 'open' && (answer.cut === 'memory' || answer.cut === 'capacity');

/** Has some of the questions answered once more, by enumeration: only what that finds out takes the place of what there is. */
const enumerated = (
  request: LongRunRequest,
  run: LongRun,
  isWanted: (answer: LongRunAnswer) => boolean,
): LongRun => {
  const wanted = run.answers.flatMap((answer, i) => (isWanted(answer) ? [i] : []));
  if (wanted.length === 0) return run;
  const again = longRunOf({ ...request, questions: wanted.map((i) => request.questions[i]!) });
  const answers = run.answers.map((answer, i) => {
    const anew = again.answers[wanted.indexOf(i)];
    return anew === undefined || anew.is === 'open' ? answer : anew;
  });
  return again.states === 0 ? { ...run, answers } : { ...run, ...again, engine: run.engine, answers };
};

/** `enumerable` and `shown` are for tests, which have small machines. */
export const longRunAuto = (
  request: LongRunRequest,
  enumerable = enumerableStates,
  shown = shownUpTo,
): LongRun => {
  const few = upToStates(request.budget, enumerable);
  const explicit = longRunOf({ ...request, budget: few.budget });
  if (!few.isExceeded()) return explicit;
  const symbolic = longRunSymbolically(request);
  // Diagrams may be large where there are not that many states.
  if (symbolic.answers.some(ranOutOfRoom)) return enumerated(request, symbolic, ranOutOfRoom);
  return symbolic.states <= shown ? enumerated(request, symbolic, mayBeShorter) : symbolic;
};
