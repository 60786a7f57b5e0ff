import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/reading/json.ts';

it.each(['{"a":[{"b":1},{"b":"}\\"{"}],"c":{"a":null}}', '[]', '"a:b"', '{"a":":","b":","}'])(
  'reads %s',
  (source) => expect(parseJson('f', source)).toEqual(JSON.parse(source)),
);

describe('an error has the line', () => {
  it.each([
    ['{\n  "a": 1,\n}', 'f:3:1: no JSON'],
    ['', 'f:1:1: no JSON'],
    ['{\n"a": [1', 'f:2:8: no JSON'],
    ['nope', 'f: no JSON: Unexpected token'],
    ['{"a": 1,\n "b": {"c": 1, "c": 2}}', "f:2:16: the field 'c' is there twice"],
    ['{"a": 1, "\\u0061": 2}', "f:1:10: the field 'a' is there twice"],
  ])('%j', (source, message) => expect(() => parseJson('f', source)).toThrow(message));
});

it('takes long strings, and finds what is behind them', () => {
  const long = `${'x'.repeat(11_000_000)}\\"`;
  expect(() => parseJson('f', `{"a": "${long}", "b": 1, "b": 2}`)).toThrow("the field 'b' is there twice");
});

it('takes what is as deep as the states of a memory may be, and nothing that is much deeper', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(() => parseJson('f', nested(110))).not.toThrow();
  expect(() => parseJson('f', nested(111))).toThrow('is nested more than 110 deep');
});
