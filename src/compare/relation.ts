/** How the hints of two policies relate, given the ways in which they were found to differ. */
import { described } from './divergences.ts';
import type { Behaviour, DivergenceKind } from './report.ts';

/** Why nothing is known: a budget ended the search, only random runs were made, or there was no event to answer. */
export type Open =
  | { readonly is: 'cut'; readonly reason: string }
  | { readonly is: 'only-tried' }
  | { readonly is: 'no-event' };

/** Whether the candidate does more than the baseline, less, or both. What is open is never told as settled. */
export const relationOf = (
  found: readonly DivergenceKind[],
  open: Open | null,
): Pick<Behaviour, 'relation' | 'reason'> => {
  const towards = new Set(found.map((kind) => described[kind].towards));
  if (towards.has('other') || towards.size > 1) return { relation: 'both', reason: null };
  if (open?.is === 'cut') return { relation: 'unfinished', reason: open.reason };
  if (open !== null) return { relation: open.is, reason: null };
  if (towards.size === 0) return { relation: 'equivalent', reason: null };
  return { relation: towards.has('more') ? 'adds' : 'refines', reason: null };
};
