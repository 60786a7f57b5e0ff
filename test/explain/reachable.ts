/** The states of a machine, as the naive oracle finds them. */
import type { Machine, State } from '../../model/machine.ts';
import { keyOf, stepsFrom } from '../oracle/naive.ts';

/** The states that a machine reaches, those of shorter runs first; `most`: so many of them at most. */
export const reachable = (
  { initial, actions }: Machine,
  most = Number.POSITIVE_INFINITY,
): readonly State[] => {
  const seen = new Set([keyOf(initial)]);
  const states: State[] = [initial];
  // An array that grows while it is gone through: what is added is reached, too.
  for (const state of states)
    for (const { after } of stepsFrom(state, actions, null)) {
      if (states.length >= most) return states;
      const key = keyOf(after);
      if (seen.has(key)) continue;
      seen.add(key);
      states.push(after);
    }
  return states;
};
