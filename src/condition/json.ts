/** JSON inside a condition: read from the tokens, so that its errors have a column and it may stop where it ends. */
import type { Json } from '../../model/state.ts';
import type { Cursor } from './cursor.ts';
import { Misread, refuse, refuseDeep } from './cursor.ts';
import { quoted } from './mistake.ts';
import type { Token } from './tokens.ts';

const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const numberIn = (token: Token): number => {
  if (!numberPattern.test(token.text)) throw refuse(token, 'a number as JSON writes it');
  const value = Number(token.text);
  if (!Number.isFinite(value))
    throw new Misread({ at: token.at, found: `${quoted(token.text)} is too large for a number`, remedy: '' });
  // JSON can write -0, but no trace does: to the model it is 0.
  return value === 0 ? 0 : value;
};

const stringIn = (token: Token): string => {
  if (token.is !== 'string') throw refuse(token, 'a string');
  try {
    return JSON.parse(token.text) as string;
  } catch {
    throw refuse(token, 'a string as JSON writes it', [], 'JSON has \\n, \\t, \\" and \\u0000.');
  }
};

const constants: ReadonlyMap<string, null | boolean> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/** What is between the brackets, with commas between. */
const listed = <T>(cursor: Cursor, close: string, one: () => T): readonly T[] => {
  const all: T[] = [];
  if (cursor.skips(close)) return all;
  do all.push(one());
  while (cursor.skips(','));
  if (!cursor.skips(close)) throw refuse(cursor.peek(), `',' or '${close}'`);
  return all;
};

const fieldsIn = (cursor: Cursor, depth: number): readonly (readonly [string, Json])[] => {
  const seen = new Set<string>();
  return listed(cursor, '}', () => {
    const token = cursor.next();
    const name = stringIn(token);
    if (seen.has(name))
      throw new Misread({ at: token.at, found: 'the field is there twice', remedy: 'Remove one of them.' });
    seen.add(name);
    cursor.expect(':');
    return [name, readJson(cursor, depth)];
  });
};

/** Reads one JSON value. */
export const readJson = (cursor: Cursor, depth = 0): Json => {
  const token = cursor.peek();
  refuseDeep(token, depth);
  if (cursor.skips('[')) return listed(cursor, ']', () => readJson(cursor, depth + 1));
  // Object.fromEntries makes a field of every name, __proto__ too.
  if (cursor.skips('{')) return Object.fromEntries(fieldsIn(cursor, depth + 1));
  if (token.is === 'number') return numberIn(cursor.next());
  if (token.is === 'string') return stringIn(cursor.next());
  const constant = token.is === 'word' ? constants.get(token.text) : undefined;
  if (constant === undefined)
    throw refuse(token, 'a value in JSON', [...constants.keys()], 'A trace shows it as {"seen":true}, say.');
  cursor.next();
  return constant;
};
