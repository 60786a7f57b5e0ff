/** Ratios of whole numbers, and what is weighed by them; all of it exact, or it ends. */
import { CapacityEnded } from '../budget.ts';

/** By label, whole numbers. */
export interface EdgeWeights {
  readonly cost: Int32Array;
  /** From 0 on. */
  readonly time: Int32Array;
}

export interface Ratio {
  readonly numerator: number;
  /** At least 1, and prime to the numerator. */
  readonly denominator: number;
}

/** Half of what a double counts exactly, so that the sum of two such numbers is exact, too. */
export const exactMax = 2 ** 52;

/** @throws CapacityEnded where a number is too large to be counted with */
export const exact = (value: number): number => {
  if (Math.abs(value) > exactMax) throw new CapacityEnded(`${value} is too large to be counted with`);
  return value;
};

const divisorOf = (a: number, b: number): number => {
  let [larger, smaller] = [Math.abs(a), b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
};

export const ratioOf = (cost: number, time: number): Ratio => {
  const divisor = divisorOf(exact(cost), exact(time));
  return { numerator: cost / divisor, denominator: time / divisor };
};

/** Products of two such numbers outgrow doubles. */
export const isMore = (a: Ratio, b: Ratio): boolean =>
  BigInt(a.numerator) * BigInt(b.denominator) > BigInt(b.numerator) * BigInt(a.denominator);

/**
 * By label, what its cost is above the ratio, times the denominator. The sum over a cycle is above 0 just if the
 * cycle's ratio is above that ratio, or if it takes no time and has a cost.
 */
export const excessOf = ({ cost, time }: EdgeWeights, { numerator, denominator }: Ratio): Float64Array =>
  Float64Array.from(cost, (one, label) => exact(exact(denominator * one) - exact(numerator * time[label]!)));
