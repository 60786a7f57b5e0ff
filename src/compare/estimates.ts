/** Means of what independent runs showed, with confidence intervals of 95 %. */
import type { Average } from './report.ts';

const confidence = 0.95;
/** That of the normal distribution which is exceeded on either side in one case of forty. */
const normalQuantile = 1.959963984540054;

/** How likely a variable of Student's t distribution is between -t and t: Abramowitz and Stegun, 26.7.3 and 26.7.4. */
const studentWithin = (t: number, freedom: number): number => {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine = Math.cos(angle);
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 2 : 1; k <= freedom - 3; k += 2) {
    term *= (k / (k + 1)) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
};

/** What Student's t of so many degrees of freedom stays within in 95 of 100 cases. */
export const studentQuantile = (freedom: number): number => {
  let [low, high] = [0, 16];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (studentWithin(middle, freedom) < confidence) low = middle;
    else high = middle;
  }
  return high;
};

/** One run: how much was paid, and for how many events. */
export interface Sample {
  readonly paid: number;
  readonly events: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * What is paid for an event in the long run: the ratio of the two means, for the mean of the runs' ratios would be
 * biased where runs have few events. Its interval is that of the classical ratio estimator: by how much each run paid
 * more than that for its events, with Student's t over the runs, which are independent. (Batches of one long run are
 * not: a policy that hints once has lost its chance by the second batch.) `null`: no event, or a single run.
 */
export const perEvent = (samples: readonly Sample[]): Average | null => {
  const runs = samples.length;
  const events = sum(samples.map((sample) => sample.events));
  if (runs < 2 || events === 0) return null;
  const mean = sum(samples.map(({ paid }) => paid)) / events;
  const squares = sum(samples.map((sample) => (sample.paid - mean * sample.events) ** 2));
  const error = (Math.sqrt(squares / (runs - 1)) * Math.sqrt(runs)) / events;
  const half = studentQuantile(runs - 1) * error;
  return { mean, low: Math.max(0, mean - half), high: mean + half };
};

/** The share of some runs, with Wilson's interval: it is right for shares near 0 and 1, too. */
export const share = (hits: number, runs: number): Average => {
  const mean = hits / runs;
  const square = normalQuantile ** 2;
  const middle = (mean + square / (2 * runs)) / (1 + square / runs);
  const half =
    (normalQuantile / (1 + square / runs)) * Math.sqrt((mean * (1 - mean)) / runs + square / (4 * runs ** 2));
  // At the ends the two are equal, and rounding must not leave the mean outside.
  return {
    mean,
    low: Math.min(mean, Math.max(0, middle - half)),
    high: Math.max(mean, Math.min(1, middle + half)),
  };
};
