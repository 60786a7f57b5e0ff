/** What a step is to a question, as bits. */
import type { Part } from '../../../properties/property.ts';

export const part = { none: 0, owes: 1, pays: 2, premise: 4, wrong: 8 } as const satisfies {
  readonly [P in Part | 'none']: number;
};

export const bitsOf = (parts: readonly Part[]): number => parts.reduce((bits, one) => bits | part[one], 0);
