/** The limits of an exploration: time, memory, and the user's patience. */

/** How far an exploration is. */
export interface Progress {
  readonly states: number;
  /** States that were reached and not yet expanded. */
  readonly waiting: number;
  readonly depth: number;
  readonly transitions: number;
  readonly bytes: number;
}

export interface Budget {
  /** Called every few thousand states: why to stop now, or `null` to go on. */
  readonly check: (progress: Progress) => 'time' | 'memory' | 'interrupted' | null;
}

export const unlimited: Budget = { check: () => null };
