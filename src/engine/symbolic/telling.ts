/** Which steps of an action something is true of, learned wherever the action is enabled. */
import type { Sight } from '../../../properties/property.ts';
import type { Kernel } from '../kernel.ts';
import type { LocalTransition } from '../transition.ts';
import type { Learning, Next } from './learning.ts';
import { Learner } from './learning.ts';
import type { Local } from './locals.ts';

/** The action whose steps are asked about, and the levels that it is known to read. */
interface Asked {
  readonly action: number;
  readonly levels: Int32Array;
  readonly name: string;
  readonly isChosen: (sight: Sight) => boolean;
}

/** Those steps from states of the set of which it is true. */
export const stepsWhere = (
  kernel: Kernel,
  learning: Learning,
  set: number,
  { action, levels, name, isChosen }: Asked,
): readonly Local[] => {
  const steps: Local[] = [];
  const memo = kernel.actions[action]!;
  const chosen = kernel.ofSteps(action, name, isChosen);
  const choosing = ({ writes }: LocalTransition): Next => ({
    memo: chosen,
    from: () => chosen.root,
    atLeaf: (isOne: boolean, at) => {
      if (!isOne) return null;
      const reads = [...learner.levels].filter((level) => at[level]! >= 0);
      steps.push({ action, reads, values: reads.map((level) => at[level]!), writes });
      return null;
    },
  });
  const learner: Learner = new Learner(
    {
      memo,
      from: () => memo.root,
      atLeaf: (transition: LocalTransition | null) => (transition === null ? null : choosing(transition)),
    },
    // It is walked from the beginning, with what was found out on the way.
    () => {
      steps.length = 0;
    },
  );
  learner.levels = levels;
  learning.learn(learner, set, 0);
  return steps;
};
