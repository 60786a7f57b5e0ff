/** Mistakes in a condition, shown where they are: the column, the text, and a caret below it. */
import { UserError } from '../errors.ts';

/** A mistake at a place in the text. */
export interface Mistake {
  /** UTF-16 units before it. */
  readonly at: number;
  readonly found: string;
  readonly remedy: string;
}

/** So much of a long text is shown: some of it before the mistake, the rest after it. */
const shownMax = 100;
const shownBefore = 60;

/** One visible character for each: what comes from a user must not steer a terminal, nor shift the caret. */
const visible = (character: string): string =>
  /[\p{Z}\s]/u.test(character) ? ' ' : /[\p{C}\p{M}]/u.test(character) ? '\u{fffd}' : character;

/** A part of the text in quotes, cut where it gets long. */
export const quoted = (text: string): string => {
  const characters = [...text].map(visible);
  return `'${characters.slice(0, 40).join('')}${characters.length > 40 ? '…' : ''}'`;
};

/** The column, from 1 on; a character beyond the Basic Multilingual Plane is one, too. */
export const columnOf = (text: string, at: number): number => [...text.slice(0, at)].length + 1;

const pointed = (text: string, column: number): string => {
  const characters = [...text].map(visible);
  const start = characters.length <= shownMax ? 0 : Math.max(0, column - 1 - shownBefore);
  const cut = characters.slice(start, start + shownMax).join('');
  const before = start > 0 ? '…' : '';
  const after = start + shownMax < characters.length ? '…' : '';
  return `  ${before}${cut}${after}\n  ${' '.repeat(before.length + column - 1 - start)}^`;
};

/** The mistake as an error: the place and the column, what was found, the text with a caret below, what would do. */
export const errorAt = (place: string, text: string, { at, found, remedy }: Mistake): UserError => {
  const column = columnOf(text, at);
  const shown = text.trim() === '' ? found : `${found}\n${pointed(text, column)}`;
  return new UserError(`${place}:${column}`, shown, remedy);
};
