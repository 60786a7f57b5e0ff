/**
 * The grammar of conditions:
 *
 *     condition = conjunction { "or" conjunction }
 *     conjunction = negation { "and" negation }
 *     negation = "not" negation | "(" condition ")" | test
 *     test = cell "is" [ "not" ] value
 *     cell = kind "(" id [ "," id ] ")"
 *
 * A value is what the kind of cell can hold: values.ts.
 */
import type { VcpuId } from '../../model/topology.ts';
import { vmIdOf } from '../../model/topology.ts';
import type { Cursor } from './cursor.ts';
import { cursorOf, Misread, refuse, refuseDeep } from './cursor.ts';
import { errorAt } from './mistake.ts';
import { readName } from './names.ts';
import { tokensOf } from './tokens.ts';
import type { Condition, Expression, Named, Test } from './tree.ts';
import { testsIn } from './tree.ts';
import type { CellKind } from './values.ts';
import { cellKinds, hintsInWords, readValue, valuesOf } from './values.ts';

/** How long a condition may be, in UTF-16 units. */
export const lengthMax = 10_000;

const kinds = Object.keys(cellKinds) as readonly CellKind[];

const readKind = (cursor: Cursor): CellKind => {
  const token = cursor.peek();
  const kind = token.is === 'word' ? kinds.find((one) => one === token.text) : undefined;
  if (kind === undefined)
    throw refuse(token, 'a cell', kinds, `The cells are ${kinds.join(', ')}: placement(vm0.vcpu0), say.`);
  cursor.next();
  return kind;
};

/** `(vm0.dev0.e0, vm0.vcpu1)`: a source and a VCPU are of one VM, or there is no such cell anywhere. */
const readIds = (cursor: Cursor, kind: CellKind): readonly Named[] => {
  cursor.expect('(');
  const ids = cellKinds[kind].ids.map((is, i) => {
    if (i > 0) cursor.expect(',');
    return readName(cursor, is);
  });
  const vms = ids.map(({ name }) => vmIdOf(name as VcpuId));
  const stranger = ids.find((_, i) => vms[i] !== vms[0]);
  if (stranger !== undefined)
    throw new Misread({
      at: stranger.at,
      found: `${stranger.name} is no VCPU of ${vms[0]}, which ${ids[0]!.name} belongs to`,
      remedy: `${kind}(…) is of a source and a VCPU of one VM.`,
    });
  cursor.expect(')');
  return ids;
};

const readTest = (cursor: Cursor): Expression => {
  const { at } = cursor.peek();
  const kind = readKind(cursor);
  const ids = readIds(cursor, kind);
  cursor.expect('is');
  const negated = cursor.skips('not');
  const test: Test = { is: 'test', ids, at, value: readValue(cursor, kind) };
  return negated ? { is: 'not', of: test } : test;
};

const readNegation = (cursor: Cursor, depth: number): Expression => {
  refuseDeep(cursor.peek(), depth);
  if (cursor.skips('not')) return { is: 'not', of: readNegation(cursor, depth + 1) };
  if (!cursor.skips('(')) return readTest(cursor);
  const inside = readExpression(cursor, depth + 1);
  if (!cursor.skips(')')) throw refuseAfter(cursor, inside, "')'");
  return inside;
};

/** One or several, with a word between them. */
const readSeveral = (cursor: Cursor, word: 'or' | 'and', one: () => Expression): Expression => {
  const all = [one()];
  while (cursor.skips(word)) all.push(one());
  return all.length === 1 ? all[0]! : { is: word, of: all };
};

const readExpression = (cursor: Cursor, depth: number): Expression =>
  readSeveral(cursor, 'or', () => readSeveral(cursor, 'and', () => readNegation(cursor, depth)));

/** Refuses what follows a complete expression. Right after a value, it may have been meant to belong to it. */
const refuseAfter = (cursor: Cursor, before: Expression, end: string): Misread => {
  const expected = `'and', 'or' or ${end}`;
  const last = cursor.previous()?.text;
  if (last === ')') return refuse(cursor.peek(), expected, ['and', 'or']);
  if (last === 'hint') return refuse(cursor.peek(), expected, ['and', 'or', 'naming', 'that'], hintsInWords);
  return refuse(cursor.peek(), expected, ['and', 'or'], valuesOf(testsIn(before).at(-1)!.value.is));
};

const rootOf = (text: string): Expression => {
  if (text.length > lengthMax)
    throw new Misread({
      at: lengthMax,
      found: `is ${text.length} characters long`,
      remedy: `At most ${lengthMax} will do.`,
    });
  if (text.trim() === '')
    throw new Misread({
      at: 0,
      found: 'is empty',
      remedy: 'Write what is to be reached: event(vm0.dev0.e0) is raised, say.',
    });
  const cursor = cursorOf(tokensOf(text));
  const root = readExpression(cursor, 0);
  if (cursor.peek().is !== 'end') throw refuseAfter(cursor, root, 'the end');
  return root;
};

/**
 * Reads a condition. The same text is always read in the same way. O(length).
 *
 * @param place where it was written, for errors: `--to`
 * @throws {UserError} with the place and the column, and a caret below the text
 */
export const parseCondition = (place: string, text: string): Condition => {
  try {
    return { place, text, root: rootOf(text) };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    throw errorAt(place, text, error.mistake);
  }
};
