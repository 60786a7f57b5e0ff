/** JSON of the user's: with the line of a syntax error, and without fields that are there twice. */
import type { ParseError } from 'jsonc-parser';
import { parse, printParseErrorCode } from 'jsonc-parser';
import { UserError } from '../errors.ts';
import { oneLine } from '../printable.ts';

const lineOf = (source: string, position: number): string => {
  const lines = source.slice(0, position).split('\n');
  return `${lines.length}:${lines.at(-1)!.length + 1}`;
};

/** The errors of the parser, in words. */
const mistakes: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that JSON does not have',
  InvalidNumberFormat: 'a number that JSON does not have',
  PropertyNameExpected: 'the name of a field in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'there is something behind the end',
  InvalidCommentToken: 'a comment, which JSON does not have',
  UnexpectedEndOfComment: 'a comment that does not end',
  UnexpectedEndOfString: 'a string that does not end on its line',
  UnexpectedEndOfNumber: 'a number that does not end',
  InvalidUnicode: 'a \\u without its four hexadecimal digits',
  InvalidEscapeCharacter: 'a backslash before what can not be escaped',
  InvalidCharacter: 'a character that has to be escaped',
};

/** The first error that a parser finds which goes on; `null` if it is nested too deep for that. */
const firstError = (source: string): ParseError | null => {
  const errors: ParseError[] = [];
  try {
    parse(source, errors, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return errors[0] ?? null;
};

const syntaxError = (file: string, source: string, { message }: Error): UserError => {
  const first = firstError(source);
  return first === null
    ? new UserError(file, `no JSON: ${oneLine(message)}`)
    : new UserError(
        `${file}:${lineOf(source, first.offset)}`,
        `no JSON: ${mistakes[printParseErrorCode(first.error)]}`,
      );
};

/** The tokens of what is known to be JSON, less numbers and words. (A regular expression would need a stack for long strings.) */
function* tokensOf(source: string): Generator<{ readonly text: string; readonly index: number }> {
  for (let index = 0; index < source.length; index++) {
    const character = source[index]!;
    if (character === '"') {
      let end = index + 1;
      while (source[end] !== '"') end += source[end] === '\\' ? 2 : 1;
      yield { text: source.slice(index, end + 1), index };
      index = end;
    } else if ('{}[],:'.includes(character)) yield { text: character, index };
  }
}

/**
 * Deeper than anything that is meant: what comes after may call itself for every level. A memory may be 100 deep, and is
 * in the states of a trace file.
 */
const depthMax = 110;

/** `JSON.parse` keeps the last of two fields of one name and says nothing; this finds the second one, and what is too deep. */
const trouble = (
  source: string,
): { readonly found: string; readonly remedy: string; readonly position: number } | null => {
  const seen: (Set<string> | null)[] = [];
  let last: { readonly text: string; readonly position: number } | null = null;
  for (const { text, index } of tokensOf(source)) {
    if ((text === '{' || text === '[') && seen.length === depthMax)
      return {
        ...{ found: `is nested more than ${depthMax} deep`, position: index },
        remedy: 'Nothing that is written here is.',
      };
    if (text === '{') seen.push(new Set());
    else if (text === '[') seen.push(null);
    else if (text === '}' || text === ']') seen.pop();
    else if (text === ':' && last !== null) {
      const name = JSON.parse(last.text) as string;
      if (seen.at(-1)?.has(name))
        return {
          ...{ found: `the field '${name}' is there twice`, position: last.position },
          remedy: 'Remove one of them.',
        };
      seen.at(-1)?.add(name);
    }
    last = text.startsWith('"') ? { text, position: index } : null;
  }
  return null;
};

/** @throws {UserError} with the file and the line, if the source is no JSON, has a field twice, or is nested too deep */
export const parseJson = (file: string, source: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw syntaxError(file, source, error as Error);
  }
  const wrong = trouble(source);
  if (wrong !== null)
    throw new UserError(`${file}:${lineOf(source, wrong.position)}`, wrong.found, wrong.remedy);
  return value;
};
