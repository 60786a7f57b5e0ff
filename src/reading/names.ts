/** Names that a user must get right: an unknown one is answered with the nearest, and with the list. */
import { UserError } from '../errors.ts';
import { isPlainLine, oneLine } from '../printable.ts';
import { show } from './show.ts';

/** How many letters must be put in, left out or replaced (Levenshtein). O(|a|·|b|). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
  }
  return row[b.length]!;
};

/** The name that was probably meant, or `undefined` if none is near. */
export const nearest = (name: string, names: readonly string[]): string | undefined => {
  const near = names
    .map((one) => ({ one, far: distance(name.slice(0, 80), one) }))
    .filter(({ one, far }) => far <= Math.max(2, Math.floor(one.length / 3)));
  const close = near.sort((a, b) => a.far - b.far)[0]?.one;
  return close ?? (name.length < 3 ? undefined : names.find((one) => one.includes(name)));
};

/** What would do instead of an unknown name. */
export const remedyFor = (name: string, names: readonly string[]): string => {
  const meant = nearest(name, names);
  // An action has its commas in brackets.
  const isPlain = names.every((one) => !/,(?![^(]*\))/.test(one));
  const list = `There are ${names.map((one) => (isPlain ? one : `'${one}'`)).join(', ')}.`;
  return meant === undefined ? list : `Did you mean '${meant}'? ${list}`;
};

/** The name, if it is one of those. */
export const known = <A extends string>(
  place: string,
  noun: string,
  name: string,
  names: readonly A[],
): A => {
  const found = names.find((one) => one === name);
  if (found === undefined)
    throw new UserError(place, `there is no ${noun} ${show(name)}`, remedyFor(name, names));
  return found;
};

/** The name of a file, if reports can show it and a record of a failure can be read that has it. */
export const readable = (place: string, name: string): string => {
  if (!isPlainLine(name))
    throw new UserError(
      place,
      `the name ${oneLine(show(name))} has a character in it that nobody sees`,
      'Reports and records of failures have the name on one line: give the file another one.',
    );
  return name;
};
