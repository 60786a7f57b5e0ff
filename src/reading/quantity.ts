/** Durations and sizes as a user writes them: `60s`, `500ms`, `2m`; `2GiB`, `512MiB`. */
import { UserError } from '../errors.ts';

const millisecondsIn: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const nanosecondsIn: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6 };
const bytesIn: Readonly<Record<string, number>> = {
  B: 1,
  ...{ KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
  ...{ kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
};

const quantity = (
  place: string,
  text: string,
  units: Readonly<Record<string, number>>,
  remedy: string,
): number => {
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,6})?) ?([A-Za-zµ]+)$/.exec(text) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (number === undefined || factor === undefined) throw new UserError(place, `found '${text}'`, remedy);
  const value = Math.round(Number(number) * factor);
  if (value < 1) throw new UserError(place, `'${text}' is nothing`, remedy);
  return value;
};

/** Node's timers hold no more. */
const msMax = 2 ** 31 - 1;

/** Milliseconds. @throws {UserError} naming the place and the units */
export const durationMs = (place: string, text: string): number => {
  const ms = quantity(place, text, millisecondsIn, 'Write a number and a unit: 500ms, 60s, 2m, 1h.');
  if (ms > msMax) throw new UserError(place, `found '${text}'`, 'It may be at most 500h.');
  return ms;
};

/** No cost of a single operation comes near a second; sums of them must stay exact. */
const nsMax = 1e9;

/** Nanoseconds, a whole number, 0 included. @throws {UserError} naming the place and the units */
export const durationNs = (place: string, text: string): number => {
  const remedy = 'Write a number and a unit: 710ns, 1.5us; or 0.';
  if (/^0(ns|us|µs|ms)?$/.test(text)) return 0;
  const ns = quantity(place, text, nanosecondsIn, remedy);
  if (ns > nsMax) throw new UserError(place, `found '${text}'`, 'It may be at most 1000ms.');
  return ns;
};

/** Bytes. @throws {UserError} naming the place and the units */
export const sizeBytes = (place: string, text: string): number => {
  const bytes = quantity(place, text, bytesIn, 'Write a number and a unit: 512MiB, 2GiB.');
  if (!Number.isSafeInteger(bytes))
    throw new UserError(place, `found '${text}'`, 'It may be at most 8191TiB.');
  return bytes;
};

/** The largest unit in which it is a whole number: 90000 → `90s`. */
export const durationText = (ms: number): string => {
  const [unit, factor] = Object.entries(millisecondsIn).findLast(([, f]) => ms % f === 0)!;
  return `${ms / factor}${unit}`;
};

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** The largest binary unit in which it is a whole number: 2147483648 → `2GiB`. */
export const sizeText = (bytes: number): string => {
  const unit = binary.findLast((name) => bytes % bytesIn[name]! === 0)!;
  return `${bytes / bytesIn[unit]!}${unit}`;
};
