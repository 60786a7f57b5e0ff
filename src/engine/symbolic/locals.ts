/** Steps by what they read and write. */
import type { LocalTransition } from '../transition.ts';
import type { Sets } from './sets.ts';

/** A local transition, and the numbers of the values that it reads, in the order of its reads. */
export interface Taken {
  readonly transition: LocalTransition;
  readonly values: readonly number[];
}

/** What is read, the values that it has then, and what is written. Whoever chose a step may have read more than it does. */
export interface Local {
  readonly action: number;
  readonly reads: readonly number[];
  readonly values: readonly number[];
  readonly writes: LocalTransition['writes'];
}

export const localOf = ({ transition: { action, reads, writes }, values }: Taken): Local => ({
  ...{ action, reads, values, writes },
});

/** A state of the set from which such a step leads to `state`; `null` if there is none. */
export const stateBefore = (
  sets: Sets,
  set: number,
  { reads, values, writes }: Omit<Local, 'action'>,
  state: Int32Array,
): Int32Array | null => {
  if (!writes.every(([cell, value]) => state[cell] === value)) return null;
  const wanted = state.slice();
  for (const [cell] of writes) wanted[cell] = -1;
  if (!reads.every((cell, i) => wanted[cell] === -1 || wanted[cell] === values[i])) return null;
  reads.forEach((cell, i) => {
    wanted[cell] = values[i]!;
  });
  const found = new Int32Array(state.length);
  return sets.find(set, 0, wanted, found) ? found : null;
};
