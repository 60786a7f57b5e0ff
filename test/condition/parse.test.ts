/** The grammar; and that any text is either read or refused, at a column of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, lengthMax, parseCondition, sentenceOf } from '../../src/condition/index.ts';
import { UserError } from '../../src/errors.ts';
import { patienceMs, runs } from '../runs.ts';
import { conditionTexts, nearTexts } from './conditions.ts';

const written = (text: string): string => sentenceOf(parseCondition('--to', text));

const [p, q, r] = ['mask(vm0.d.e) is open', 'route(vm0.d.e) is vm0.vcpu0', 'event(vm0.d.e) is idle'];

describe('a condition is read, and written again', () => {
  it.each([
    [`${p} or ${q} and ${r}`, `${p} or ${q} and ${r}`],
    [`${p} or (${q} and ${r})`, `${p} or ${q} and ${r}`],
    [`(${p} or ${q}) and ${r}`, `(${p} or ${q}) and ${r}`],
    [`not ${p} and ${q}`, `mask(vm0.d.e) is not open and ${q}`],
    [`not (${p} and ${q})`, `not (${p} and ${q})`],
    [`not not ${p}`, 'not mask(vm0.d.e) is not open'],
    [`not (not (${p}))`, 'not mask(vm0.d.e) is not open'],
    [`${p} or (${q} or ${r})`, `${p} or (${q} or ${r})`],
    [`((${p}))`, p],
    [
      'pending( vm0.d.e,vm0.vcpu0 )is\n\tinterrupt ,hint{ }',
      'pending(vm0.d.e, vm0.vcpu0) is interrupt, hint {}',
    ],
    ['event(vm0.d.e) is identified,hint', 'event(vm0.d.e) is identified, a hint'],
    ['event(vm0.d.e) is identified, a hint {vm0.vcpu0}', 'event(vm0.d.e) is identified, hint {vm0.vcpu0}'],
    [
      'event(vm0.d.e) is identified, a hint that names vm0.vcpu0',
      'event(vm0.d.e) is identified, hint naming vm0.vcpu0',
    ],
    [
      'event(vm0.d.e) is identified, hint naming nobody',
      'event(vm0.d.e) is identified, a hint that names nobody',
    ],
    ['memory(vm0.0-a.-_) is { "b" : [ -1e2 , null ] }', 'memory(vm0.0-a.-_) is {"b":[-100,null]}'],
    ['memory(vm0.d.e) is ") and (" and mask(vm0.d.e) is open', `memory(vm0.d.e) is ") and (" and ${p}`],
    [
      'servicing(vm0.d.e, vm0.vcpu0) is programming and ' + p,
      `servicing(vm0.d.e, vm0.vcpu0) is programming and ${p}`,
    ],
    ['mapped(vm0.vcpu0) is not no entry', 'mapped(vm0.vcpu0) is not no entry'],
  ])('%s', (text, again) => expect(written(text)).toBe(again));
});

/** What a condition says, without where it says it. */
const saidBy = ({ root }: Condition): unknown =>
  JSON.parse(JSON.stringify(root, (key, value) => (key === 'at' ? undefined : value)));

it('says the same when it is read again', () => {
  fc.assert(
    fc.property(conditionTexts, (text) => {
      const condition = parseCondition('--to', text);
      const again = parseCondition('--to', sentenceOf(condition));
      expect(saidBy(again)).toEqual(saidBy(condition));
      expect(sentenceOf(again)).toBe(sentenceOf(condition));
    }),
    runs(300),
  );
});

/** The column of the error that a text gets; `null` if it is a condition. */
const refusedAt = (text: string): number | null => {
  try {
    parseCondition('here', text);
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.place).toMatch(/^here:[1-9]\d*$/);
    expect(error.found).not.toBe('');
    return Number(error.place.slice('here:'.length));
  }
};

const readOrRefused = (text: string): void => {
  const column = refusedAt(text);
  if (column !== null) expect(column).toBeLessThanOrEqual([...text].length + 1);
};

describe('any text is read, or refused at a column of it', () => {
  it.each([
    ['of any characters', fc.string({ unit: 'binary', maxLength: 60 })],
    ['made of pieces of conditions', nearTexts],
    ['cut off', fc.tuple(conditionTexts, fc.nat()).map(([text, n]) => text.slice(0, n % (text.length + 1)))],
    [
      'with something in it that does not belong there',
      fc
        .tuple(conditionTexts, fc.nat(), fc.string({ unit: 'grapheme', maxLength: 3 }))
        .map(([text, n, more]) => {
          const at = n % (text.length + 1);
          return text.slice(0, at) + more + text.slice(at);
        }),
    ],
  ])(
    '%s',
    (_, texts) => {
      fc.assert(fc.property(texts, readOrRefused), runs(500));
    },
    patienceMs,
  );

  it('which has no end in any condition', () => {
    for (const text of [p, `not (${q})`, `${p} and ${r}`])
      for (const cut of [text.slice(0, -1), text.slice(0, text.indexOf(' is') + 3)])
        expect(refusedAt(cut)).not.toBe(null);
  });

  it.each([
    ['parentheses', `${'('.repeat(4_000)}${p}${')'.repeat(4_000)}`, 102],
    ['open parentheses', '('.repeat(lengthMax), 102],
    ['nots', 'not '.repeat(2_000) + p, 405],
    ['arrays', `memory(vm0.d.e) is ${'['.repeat(4_000)}`, 121],
    ['objects', `memory(vm0.d.e) is ${'{"a":'.repeat(1_900)}`, 525],
    ['a text that is too long', `${p}${' '.repeat(lengthMax)}`, lengthMax + 1],
    ['a string without an end', `memory(vm0.d.e) is "${'\\"'.repeat(4_000)}`, 20],
  ])('of %s without end', (_, text, column) => expect(refusedAt(text)).toBe(column));

  it('of many parts, quickly', () => {
    const text = Array(Math.floor(lengthMax / 26))
      .fill(p)
      .join(' or ');
    expect(written(text)).toBe(text);
    expect(written(`memory(vm0.d.e) is [${Array(4_000).fill(1)}]`)).toContain('[1,1,1');
  });
});

it('fields of any name are fields', () => {
  const json = '{"__proto__":{"seen":true},"constructor":1}';
  expect(written(`memory(vm0.d.e) is ${json}`)).toBe(`memory(vm0.d.e) is ${json}`);
  expect(Reflect.get({}, 'seen')).toBe(undefined);
});
