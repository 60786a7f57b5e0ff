/** What ends a symbolic exploration before its time. */
import { CapacityEnded, MemoryBudgetEnded } from '../budget.ts';
import type { Cut } from '../exploration.ts';

/** Thrown where the budget ends. */
export class CutShort extends Error {
  readonly cut: Cut;
  constructor(cut: Cut) {
    super(cut);
    this.cut = cut;
  }
}

/** Thrown where every question has its finding, and nothing else was asked for. */
export class Settled extends Error {}

/** Does some work within the budget, and says what ended it. */
export const within = (work: () => void): Cut | 'settled' | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Settled) return 'settled';
    if (error instanceof CutShort) return error.cut;
    if (error instanceof CapacityEnded) return 'capacity';
    if (error instanceof MemoryBudgetEnded) return 'memory';
    // V8 says so in these words where an array can't be had, or where recursion has no room left.
    if (error instanceof RangeError && /array/i.test(error.message)) return 'memory';
    if (error instanceof RangeError && /call stack/i.test(error.message)) return 'capacity';
    throw error;
  }
};
