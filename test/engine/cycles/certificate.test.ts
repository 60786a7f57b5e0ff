/** The proofs of what is said of cycles refuse what is not so. */
import { describe, expect, it } from 'vitest';
import { componentsOf } from '../../../src/engine/components.ts';
import { checkBest, checkTimeless, sumsOf } from '../../../src/engine/cycles/certificate.ts';
import { weighted } from './graphs.ts';

/** A ring of ratio 3/2, a loop of ratio 1, and an edge that leads away. */
const { graph, weights } = weighted(3, [
  [0, 1, 1, 1],
  [1, 0, 2, 1],
  [1, 1, 1, 1],
  [1, 2, 9, 1],
]);
const components = componentsOf(graph);
const ratio = { numerator: 3, denominator: 2 };
const potential = Float64Array.of(0, 1, 0);

describe('a proof that no cycle is better', () => {
  it('is accepted as it should be', () => {
    expect(() => checkBest(graph, components, { weights, ratio, potential })).not.toThrow();
  });

  it('is refused with any potential that is wrong', () => {
    for (const wrong of [Float64Array.of(0, 0, 0), Float64Array.of(1, 1, 0), Float64Array.of(0, 3, 0)])
      expect(() => checkBest(graph, components, { weights, ratio, potential: wrong })).toThrow(
        'may be better',
      );
  });

  it('is refused with a potential that is no whole number', () => {
    const wrong = Float64Array.of(0, 1 + 2 ** -40, 0);
    expect(() => checkBest(graph, components, { weights, ratio, potential: wrong })).toThrow('whole number');
  });

  it('is refused with a ratio that is too small', () => {
    const wrong = { numerator: 4, denominator: 3 };
    for (let first = -9; first <= 9; first++)
      expect(() =>
        checkBest(graph, components, { weights, ratio: wrong, potential: Float64Array.of(0, first, 0) }),
      ).toThrow('may be better');
  });

  it('is refused with components that a cycle leaves', () => {
    const torn = { count: 3, of: Uint32Array.of(2, 1, 0) };
    const lost = { weights, ratio: { numerator: 1, denominator: 1 }, potential: new Float64Array(3) };
    expect(() => checkBest(graph, torn, lost)).toThrow('higher component');
  });
});

it('a proof that no cycle takes time is refused where one does', () => {
  expect(() => checkTimeless(graph, components, weights)).toThrow('may be better');
  const timeless = { ...weights, time: weights.time.map(() => 0) };
  expect(() => checkTimeless(graph, components, timeless)).not.toThrow();
});

describe('the sums over a cycle', () => {
  it('are those of its edges', () => {
    expect(sumsOf(graph, weights, [0, 1])).toEqual({ cost: 3, time: 2 });
  });

  it('are refused where the edges do not follow each other', () => {
    expect(() => sumsOf(graph, weights, [0, 3])).toThrow('begins elsewhere');
    expect(() => sumsOf(graph, weights, [0])).toThrow('begins elsewhere');
  });
});
