/** Counts the states of a set whose projection on some levels is in another set: those where an action is enabled. */
import type { Diagrams } from './diagrams.ts';
import { nothing, unit } from './diagrams.ts';
import { Counter } from './sets.ts';

export const countWithin = (
  diagrams: Diagrams,
  set: number,
  levels: Int32Array,
  projections: number,
): bigint => {
  const d = diagrams;
  const counter = new Counter(d);
  const known = new Map<number, Map<number, bigint>>();
  const count = (from: number, rest: number, level: number, i: number): bigint => {
    if (from === nothing || rest === nothing) return 0n;
    if (i === levels.length) return counter.count(from);
    const counts = known.get(rest) ?? new Map<number, bigint>();
    known.set(rest, counts);
    const before = counts.get(from);
    if (before !== undefined) return before;
    let sum = 0n;
    if (level < levels[i]!)
      for (let at = from; at > unit; at = d.right(at)) sum += count(d.down(at), rest, level + 1, i);
    else
      for (let at = from, of = rest; at > unit && of > unit; ) {
        const left = d.value(at) - d.value(of);
        if (left === 0) sum += count(d.down(at), d.down(of), level + 1, i + 1);
        if (left <= 0) at = d.right(at);
        if (left >= 0) of = d.right(of);
      }
    counts.set(from, sum);
    return sum;
  };
  return count(set, projections, 0, 0);
};
