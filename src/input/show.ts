/** Values of the user's in errors. */
const shownMax = 60;

/** A value as an error shows it. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  // What JSON has no word for: a number in a file may be too large to be one.
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`;
};
