/**
 * Where fair runs may stay for ever, found by forward images alone: Kesten, Pnueli, Raviv, Algorithmic Verification of
 * Linear Temporal Logic Specifications (1998). docs/decisions/0020-fair-runs-symbolically.md says why that is right.
 */
import { nothing } from '../symbolic/diagrams.ts';
import type { Ground, Unpaid } from './ground.ts';
import type { Steps } from './steps.ts';

/** What is left of some states once each has been asked for in turn; empty if and only if no fair run stays in them. */
export const hullOf = (ground: Ground, { all, of, recurring }: Unpaid<Steps>, among: number): number => {
  const { reach, closures, enabled, request } = ground;
  const { sets } = reach;
  /** Those that chosen steps lead to within the hull, and everything behind them. */
  const behind = (hull: number, steps: Steps, others: number): number =>
    closures.holding([hull, others], () => {
      const targets = sets.common(hull, closures.image(hull, steps));
      return closures.within(hull, sets.union(targets, others), all);
    });
  const round = (whole: number): number => {
    let hull = whole;
    for (const steps of recurring) hull = behind(hull, steps, nothing);
    for (const [family, { is }] of request.fairness.entries()) {
      const free = sets.minus(hull, enabled[family]!);
      if (is === 'weak') hull = behind(hull, of[family]!, free);
      else if (free !== hull)
        hull = closures.holding([free], () => sets.union(free, behind(hull, of[family]!, nothing)));
    }
    return hull;
  };
  let hull = among;
  for (let before = -1; before !== hull; ) {
    before = hull;
    hull = closures.holding([before], () => round(before));
  }
  return hull;
};
