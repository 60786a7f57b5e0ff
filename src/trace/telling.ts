/** Where stories come from: a trace that was found, or one that was run again. */

import type { SeekAim } from '../condition/aim.ts';
import type { ReplayReport, ReplayRequest } from '../replay/index.ts';
import { nameOf } from '../results/request.ts';
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

/** The story of a trace that was run again. Whether there is a shorter one, a replay does not know. */
export const storyOfReplay = (
  aim: Aim,
  outcome: Story['outcome'],
  { policy, rung, subject }: ReplayRequest,
  { initially, steps, loop, stuck, told, alternatives }: ReplayReport,
  replay: string | null,
): Story => ({
  ...{ aim, outcome, subject, told, initially, steps, loop, stuck, alternatives, replay },
  policy: nameOf(policy),
  guest: nameOf(rung.guest),
  scope: rung.scope,
  topology: rung.topology,
  options: rung.options,
  shortest: false,
  repeat: null,
});
