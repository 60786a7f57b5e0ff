import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/reading/json.ts';

it.each(['{"a":[{"b":1},{"b":"}\\"{"}],"c":{"a":null}}', '[]', '"a:b"', '{"a":":","b":","}'])(
  'reads %s',
  (source) => expect(parseJson('f', source)).toEqual(JSON.parse(source)),
);

describe('an error has the line', () => {
  it.each([
    ['{\n  "a": 1,\n}', 'f:3:1: no JSON: the name of a field in double quotes is missing'],
    ['', 'f:1:1: no JSON: a value is missing'],
    ['{\n"a": [1', 'f:2:8: no JSON: a closing bracket is missing'],
    ['{\n"a": [1 2]}', 'f:2:9: no JSON: a comma is missing'],
    ['{"a" 1}', 'f:1:6: no JSON: a colon is missing'],
    ['[1,,2]', 'f:1:4: no JSON: a value is missing'],
    ['nope', 'f:1:1: no JSON: a word that JSON does not have'],
    ["{'a': 1}", 'f:1:2: no JSON: a word that JSON does not have'],
    ['[1] // one', 'f:1:5: no JSON: a comment, which JSON does not have'],
    ['[1.]', 'f:1:2: no JSON: a number that does not end'],
    ['["a\nb"]', 'f:1:2: no JSON: a string that does not end on its line'],
    ['["\\q"]', 'f:1:2: no JSON: a backslash before what can not be escaped'],
    ['["\\u12"]', 'f:1:2: no JSON: a \\u without its four hexadecimal digits'],
    ['["\u0001"]', 'f:1:2: no JSON: a character that has to be escaped'],
    ['['.repeat(1e6), 'f: no JSON: Unexpected end of JSON input'],
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
