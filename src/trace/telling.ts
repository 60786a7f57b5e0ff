/** The stories of traces that were found. */

import type { SeekAim } from '../condition/aim.ts';
import type { PropertyResult, Run, Trace } from '../results/result.ts';
import type { Aim, Story } from '../results/story.ts';

/** The story of a trace that was found. */
const storyOfFound = (
  aim: Aim,
  { policy, guest, scope, topology, options }: Run,
  { result }: PropertyResult,
  { expected, found, involved, shortest, subject, initially, steps, loop }: Trace,
): Story => ({
  aim,
  outcome: result === 'violated' ? 'violated' : 'reached',
  ...{ policy, guest, scope, topology, options, shortest, subject },
  told: { expected, found, involved },
  initially,
  steps,
  loop,
  stuck: null,
  alternatives: null,
  repeat: null,
  replay: null,
});

/** A property, as what a trace is to show. */
export const aimAt = ({
  id,
  contract,
  kind,
  sentence,
}: Pick<PropertyResult, 'id' | 'contract' | 'kind' | 'sentence'>): Aim => ({
  is: 'property',
  id,
  contract,
  kind,
  sentence,
});

/** The story of a trace that a check found. */
export const storyOfTrace = (run: Run, property: PropertyResult, trace: Trace): Story =>
  storyOfFound(aimAt(property), run, property, trace);

/** The story of a trace that was sought. */
export const storyOfSought = (aim: SeekAim, run: Run, property: PropertyResult, trace: Trace): Story =>
  aim.is === 'property'
    ? storyOfTrace(run, property, trace)
    : storyOfFound({ is: 'condition', text: aim.text }, run, property, trace);
