/**
 * How many runs a random test makes, and from which seed.
 *
 * By default both are fixed: the suite says the same every day. `HINTPROOF_RUNS=20 npm run properties` makes twenty
 * times as many runs, from a new seed, or from `HINTPROOF_SEED`; a failure prints the seed.
 */
const wholeNumber = (name: string): number | undefined => {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${name}: a whole number from 1 on, not '${text}'`);
  return Number(text);
};

const times = wholeNumber('HINTPROOF_RUNS');
const seed = wholeNumber('HINTPROOF_SEED') ?? (times === undefined ? 202501 : undefined);

export const runs = (usual: number): { numRuns: number; seed?: number } => ({
  numRuns: usual * (times ?? 1),
  ...(seed === undefined ? {} : { seed }),
});

/** A limit in milliseconds for tests that make so many runs. */
export const patienceMs = 120_000 * (times ?? 1);
