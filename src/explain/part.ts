/** The language in which guards are stated a second time: as parts, each of which can say why it is false. */
import type { Read, Touches, View } from '../../model/action.ts';
import { viewOf } from '../../model/action.ts';

/** One part of a guard: `null` in a state where it is true, else why it is false there, in a few words. */
export type Part = (read: Read) => string | null;

/** An action is enabled where every part is true. */
export type Guard = readonly Part[];

/** A part sees the cells that it declares, as an action does. */
export const part = <S extends Touches>(
  touches: S,
  falseBecause: (cells: View<S>) => string | null,
): Part => {
  const view = viewOf(touches);
  return (read) => falseBecause(view(read));
};

/** Why a guard is false, a sentence for each part; empty where it is true. */
export const falseIn = (guard: Guard, read: Read): readonly string[] =>
  guard.flatMap((isFalse) => isFalse(read) ?? []);
