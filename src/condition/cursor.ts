/** Where a parser is in the tokens of a condition, and what it says when it finds something else. */
import { nearest } from '../reading/names.ts';
import type { Mistake } from './mistake.ts';
import { quoted } from './mistake.ts';
import type { Token } from './tokens.ts';

/** A mistake on its way out of the parser; it becomes an error where the whole text is known. */
export class Misread extends Error {
  readonly mistake: Mistake;

  constructor(mistake: Mistake) {
    super(mistake.found);
    this.mistake = mistake;
  }
}

/** How deep parentheses, `not`s and JSON may be nested. */
export const nestingMax = 100;

export interface Cursor {
  readonly peek: () => Token;
  readonly next: () => Token;
  /** Whether the next token is this word or mark. */
  readonly sees: (text: string) => boolean;
  /** Goes past a word or mark, if it is the next token. */
  readonly skips: (text: string) => boolean;
  /** Goes past the next token, which must be this word or mark. */
  readonly expect: (text: string) => void;
  /** The token before the next one. */
  readonly previous: () => Token | undefined;
}

/** What another language writes, and what this one does. */
const habits: Readonly<Record<string, string>> = { '=': 'is', '!': 'not', '&': 'and', '|': 'or' };

const habitRemedy = ({ is, text }: Token): string | null => {
  if (is !== 'stray') return null;
  if (text.startsWith('"')) return 'A string ends in ".';
  return Object.hasOwn(habits, text) ? `Write '${habits[text]}'.` : null;
};

/**
 * Refuses a token.
 *
 * @param expected what would have done, with an article
 * @param names words that would have done, of which the nearest is told
 * @param remedy what would do, in a sentence
 */
export const refuse = (
  token: Token,
  expected: string,
  names: readonly string[] = [],
  remedy = '',
): Misread => {
  const found =
    token.is === 'end'
      ? `ends where ${expected} belongs`
      : `found ${quoted(token.text)} in place of ${expected}`;
  const meant = token.is === 'word' ? nearest(token.text.toLowerCase(), names) : undefined;
  const hint = habitRemedy(token) ?? (meant === undefined ? '' : `Did you mean '${meant}'?`);
  return new Misread({ at: token.at, found, remedy: [hint, remedy].filter((part) => part !== '').join(' ') });
};

/** Refuses what is nested too deeply. */
export const refuseDeep = ({ at }: Token, depth: number): void => {
  if (depth > nestingMax)
    throw new Misread({ at, found: 'is nested too deeply', remedy: `At most ${nestingMax} levels will do.` });
};

export const cursorOf = (tokens: readonly Token[]): Cursor => {
  let position = 0;
  const peek = (): Token => tokens[position]!;
  const next = (): Token => {
    const token = peek();
    if (token.is !== 'end') position++;
    return token;
  };
  const sees = (text: string): boolean => ['word', 'mark'].includes(peek().is) && peek().text === text;
  const skips = (text: string): boolean => {
    const found = sees(text);
    if (found) next();
    return found;
  };
  const expect = (text: string): void => {
    if (!skips(text)) throw refuse(peek(), `'${text}'`, [text]);
  };
  return { peek, next, sees, skips, expect, previous: () => tokens[position - 1] };
};
