/** The oracle for the long run against itself: what it says of components, and what it finds by trying every closed walk. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aimAt, aimSketch, anyDrawing, drawn } from '../engine/fair/drawn.ts';
import { patienceMs, runs } from '../runs.ts';
import { naiveGraph, naiveLongRun, shortestLasso } from './long-run.ts';

it('a promise is broken if and only if some lasso breaks it', { timeout: patienceMs }, () => {
  const seen = { broken: 0, kept: 0, vacuous: 0 };
  let longest = 0;
  fc.assert(
    fc.property(anyDrawing, aimSketch, (drawing, sketch) => {
      const model = drawn(drawing);
      const { fairness, questions } = aimAt(model, sketch);
      const graph = naiveGraph(model, fairness, questions);
      for (const [number, answer] of naiveLongRun(graph).entries()) {
        const length = shortestLasso(graph, number);
        expect(length !== null).toBe(answer === 'broken');
        longest = Math.max(longest, length ?? 0);
        seen[answer]++;
      }
    }),
    runs(2000),
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(200);
  expect(longest).toBeGreaterThanOrEqual(7);
});
