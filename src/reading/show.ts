/** Values of the user's in errors. */
import { classOf, isPlain } from './values.ts';

const shownMax = 60;

const printed = (value: unknown): string => {
  // What JSON has no word for: a number in a file may be too large to be one.
  if (typeof value === 'number') return String(value);
  // What it holds is not in its fields: it would look empty.
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlain(value))
    return `a ${classOf(value)}`;
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`;
};

/** A value as an error shows it. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  try {
    return printed(value);
  } catch {
    // It may contain itself, or have a getter or a toJSON of its own.
    return `an ${typeof value} that can't be printed`;
  }
};
