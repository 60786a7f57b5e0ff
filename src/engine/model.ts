/** What the explorers explore, and how they look at it: nothing here knows what the cells mean. */
import type { Action, Cell, Change, Read } from '../../model/action.ts';
import type { Answer, Sight, StepQuestion } from '../../properties/property.ts';

/** Cells with initial values, and actions over them. */
export interface Model {
  readonly cells: readonly Cell<unknown>[];
  readonly initial: ReadonlyMap<string, unknown>;
  readonly actions: readonly Action[];
}

/** Overlays what a change writes on what was there before. */
export const readAfter = (before: Read, change: Change): Read => {
  const written = new Map(change.writes.map(([cell, value]) => [cell.name, value]));
  return <T>(cell: Cell<T>): T => (written.has(cell.name) ? (written.get(cell.name) as T) : before(cell));
};

/** A reader that writes down, in order, what it is asked for. */
export const tracked = (read: Read): { readonly read: Read; readonly reads: Cell<unknown>[] } => {
  const seen = new Set<string>();
  const reads: Cell<unknown>[] = [];
  return {
    reads,
    read: (cell) => {
      if (!seen.has(cell.name)) {
        seen.add(cell.name);
        reads.push(cell);
      }
      return read(cell);
    },
  };
};

/** What the question says of a transition; `undefined` if it is not asked of it. */
export const askOfStep = (question: StepQuestion, sight: Sight): Answer => {
  if (question.writersOnly) {
    const observed = new Set(question.touches.map(({ name }) => name));
    if (!sight.change.writes.some(([cell]) => observed.has(cell.name))) return undefined;
  }
  return question.ask(sight);
};
