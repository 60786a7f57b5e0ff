/** The limits of an exploration: time, memory, and the user's patience. */

/** How far an exploration is. */
export interface Progress {
  readonly states: number;
  /** States that were reached and not yet expanded. */
  readonly waiting: number;
  readonly depth: number;
  readonly transitions: number;
  /** Nodes of decision diagrams, where there are any. */
  readonly nodes?: number;
  /** Random runs, where there are any. */
  readonly runs?: number;
  readonly bytes: number;
}

export interface Budget {
  /** The table of visited states does not grow beyond this; `check` looks after everything else. */
  readonly memoryBytes: number;
  /** Called every few thousand states: why to stop now, or `null` to go on. */
  readonly check: (progress: Progress) => 'time' | 'memory' | 'interrupted' | 'capacity' | null;
}

/** The same budget for no more than so many states. `isExceeded`: that is why it ended. */
export const upToStates = (
  budget: Budget,
  statesMax: number,
): { readonly budget: Budget; readonly isExceeded: () => boolean } => {
  let isExceeded = false;
  const check = (progress: Progress) => {
    const cut = budget.check(progress);
    isExceeded = cut === null && progress.states > statesMax;
    return isExceeded ? 'capacity' : cut;
  };
  return { budget: { ...budget, check }, isExceeded: () => isExceeded };
};

/** The same budget for no more than so many levels of a breadth-first search below the initial state. */
export const upToDepth = (budget: Budget, depthMax: number): Budget => ({
  ...budget,
  check: (progress) => budget.check(progress) ?? (progress.depth > depthMax ? 'capacity' : null),
});

export const unlimited: Budget = { memoryBytes: Infinity, check: () => null };

/** Thrown where a table has no room for more, whatever the memory. */
export class CapacityEnded extends Error {}

/** Thrown where the memory budget forbids a table to grow. */
export class MemoryBudgetEnded extends Error {}
