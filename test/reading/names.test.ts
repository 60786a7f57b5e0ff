import { describe, expect, it } from 'vitest';
import { known, nearest, remedyFor } from '../../src/reading/names.ts';

const names = ['first-time', 'first-nonempty', 'never', 'no-stale-hint'];

describe('the nearest name', () => {
  it.each([
    ['frist-time', 'first-time'],
    ['nevr', 'never'],
    ['first-nonempt', 'first-nonempty'],
    ['stale', 'no-stale-hint'],
    ['unrelated', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])("to '%s' is %s", (name, meant) => expect(nearest(name, names)).toBe(meant));
});

it('is told with the list', () => {
  expect(remedyFor('nevr', names)).toBe(`Did you mean 'never'? There are ${names.join(', ')}.`);
  expect(remedyFor('other', names)).toBe(`There are ${names.join(', ')}.`);
  expect(remedyFor('e0', ['e0, cpu0', 'e0, cpu1'])).toContain("There are 'e0, cpu0', 'e0, cpu1'.");
  expect(remedyFor('x', ['f(a, b)', 'g(c)'])).toBe('There are f(a, b), g(c).');
});

it('is an error with the place if it is unknown', () => {
  expect(known('here', 'policy', 'never', names)).toBe('never');
  expect(() => known('here', 'policy', 'nevr', names)).toThrow("here: there is no policy 'nevr'");
});
