import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentsOf } from '../../src/engine/components.ts';
import type { Graph } from '../../src/engine/graph.ts';
import { runs } from '../runs.ts';
import { sourcesOf, weighted } from './cycles/graphs.ts';

const graphOf = (states: number, edges: readonly (readonly [number, number])[]): Graph =>
  weighted(
    states,
    edges.map(([from, to]) => [from, to, 0, 0] as const),
  ).graph;

/** By state, the states that it leads to. */
const reachable = (graph: Graph, keeps: (edge: number) => boolean): readonly ReadonlySet<number>[] =>
  Array.from({ length: graph.states }, (_, root) => {
    const seen = new Set([root]);
    for (const state of seen)
      for (let edge = graph.first[state]!; edge < graph.first[state + 1]!; edge++)
        if (keeps(edge)) seen.add(graph.target[edge]!);
    return seen;
  });

const anyGraph = fc.integer({ min: 1, max: 12 }).chain((states) => {
  const state = fc.nat(states - 1);
  return fc.array(fc.tuple(state, state), { maxLength: 30 }).map((edges) => graphOf(states, edges));
});

describe('components', () => {
  it('hold the states that lead to each other, and are numbered against the edges', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(3), (graph, remainder) => {
        const keeps = (edge: number) => remainder === 3 || edge % 3 !== remainder;
        const { count, of } = componentsOf(graph, remainder === 3 ? null : keeps);
        const reaches = reachable(graph, keeps);
        for (let a = 0; a < graph.states; a++)
          for (let b = 0; b < graph.states; b++)
            expect(of[a] === of[b]).toBe(reaches[a]!.has(b) && reaches[b]!.has(a));
        expect(new Set(of)).toEqual(new Set(Array.from({ length: count }, (_, i) => i)));
        sourcesOf(graph).forEach((from, edge) => {
          if (keeps(edge)) expect(of[from]).toBeGreaterThanOrEqual(of[graph.target[edge]!]!);
        });
      }),
      runs(3000),
    );
  });

  it('of a path of a million states, one by one: no recursion ends it', () => {
    const states = 1_000_000;
    const first = Uint32Array.from({ length: states + 1 }, (_, i) => Math.min(i, states - 1));
    const target = Uint32Array.from({ length: states - 1 }, (_, i) => i + 1);
    const { count, of } = componentsOf({ states, first, target });
    expect(count).toBe(states);
    expect([of[0], of[states - 1]]).toEqual([states - 1, 0]);
  });

  it('of a ring of a million states: one', () => {
    const states = 1_000_000;
    const first = Uint32Array.from({ length: states + 1 }, (_, i) => i);
    const target = Uint32Array.from({ length: states }, (_, i) => (i + 1) % states);
    expect(componentsOf({ states, first, target }).count).toBe(1);
  });

  it('are not looked for any further when told to stop', () => {
    const states = 1_000_000;
    const first = new Uint32Array(states + 1);
    const looking = () =>
      componentsOf({ states, first, target: new Uint32Array(0) }, null, () => {
        throw new Error('stop');
      });
    expect(looking).toThrow('stop');
  });
});
