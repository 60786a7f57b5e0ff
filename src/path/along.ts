/** From the actions on a way to a trace. */
import type { Action } from '../../model/action.ts';
import type { Observer, Question } from '../../properties/property.ts';
import type { Model } from '../engine/model.ts';
import { cellsOf, considerAfter, isFinding, replay } from './replay.ts';
import type { Trace } from './trace.ts';

interface Along {
  readonly model: Model;
  /** What the model remembers of the run: not shown. */
  readonly observers: readonly Observer[];
  readonly question: Question;
  readonly actions: readonly Action[];
  readonly isShortest: boolean;
}

/**
 * A trace is shown only after the pure model has taken every step of it and the property has said the same at the end:
 * `null` if it does not.
 */
export const traceAlong = ({ model, observers, question, actions, isShortest }: Along): Trace | null => {
  const run = replay(model, actions);
  if (run.stuck !== null) return null;
  const { answer, involved } = considerAfter(actions.length, question, actions, run);
  if (!isFinding(answer)) return null;
  const remembered = new Set(observers.flatMap(({ cells }) => cells.map(({ name }) => name)));
  return {
    length: actions.length,
    shortest: isShortest,
    actions: actions.map(({ name }) => name),
    initially: cellsOf(model.initial, (cell) => remembered.has(cell)),
    steps: run.steps.map(({ action, changes }) => ({
      action,
      changes: changes.filter(({ cell }) => !remembered.has(cell)),
    })),
    subject: question.subject,
    ...answer,
    involved: involved.filter((cell) => !remembered.has(cell)),
    loop: null,
  };
};
