/** What becomes of a replay: a story, or a trace file of its own. */
import { visible } from '../printable.ts';
import { nameOf } from '../results/request.ts';
import type { Aim, Story, Told } from '../results/story.ts';
import type { TraceFile } from '../trace/file.ts';
import { partyOf, statesIn } from '../trace/file.ts';
import type { ReplayReport, ReplayRequest } from './job.ts';

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

/** A replay that becomes a file of its own: with the parties as they were then, and what it came to. */
interface Refreshed extends Pick<ReplayRequest, 'policy' | 'rung'> {
  readonly version: string;
  readonly report: ReplayReport & { readonly told: Told };
  readonly withStates: boolean;
}

/** A trace file as a replay has it: what was expected and found is what is said now. */
export const refreshed = (
  trace: TraceFile,
  { version: writer, policy, rung, report, withStates }: Refreshed,
  directory: string,
): TraceFile => {
  const { told, steps } = report;
  const { states: _, fault: __, ...rest } = trace;
  const actions = trace.actions.slice(0, steps.length);
  return {
    ...rest,
    tool: { name: 'hintproof', version: writer },
    policy: partyOf(policy, directory),
    guest: partyOf(rung.guest, directory),
    ...(rung.fault?.is === 'module' ? { fault: partyOf(rung.fault, directory) } : {}),
    ...{ expected: visible(told.expected), found: visible(told.found) },
    ...{ length: actions.length, shortest: false, actions },
    ...(withStates ? { states: statesIn(report) } : {}),
  };
};
