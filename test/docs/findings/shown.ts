/** The runs that docs/findings.md shows: as a drawing, as the command that shows it, and as a file to replay. */
import { machineOf } from '../../../model/machine.ts';
import { lassoAlong } from '../../../src/decide/long-run.ts';
import { lookOf } from '../../../src/report/text.ts';
import { lanesFormat } from '../../../src/report/trace/lanes.ts';
import type { Rung } from '../../../src/results/request.ts';
import type { Trace } from '../../../src/results/result.ts';
import { rungName } from '../../../src/results/rung-name.ts';
import type { Story } from '../../../src/results/story.ts';
import { printTraceFile, traceFileOf } from '../../../src/trace/file.ts';
import { aimAt } from '../../../src/trace/telling.ts';
import { version } from '../../../src/version.ts';
import type { Asked } from './asked.ts';
import { configurationOf, promises } from './asked.ts';
import type { Broken } from './decide.ts';

const property = promises.find(({ id }) => id === 'locality-restored')!;

/** The run as a trace of the whole machine, which takes every step of it, under the fairness that there is. */
const traceOf = (asked: Asked, lasso: Broken): Trace => {
  const machine = machineOf(configurationOf(asked));
  const question = property.runs(machine.setup).find(({ subject }) => subject === lasso.about);
  // There may be a shorter one in the machine as it is.
  const shortest = asked.world === 'as it is';
  const trace = question === undefined ? null : lassoAlong(machine, question, { ...lasso, shortest });
  if (trace === null) throw new Error(`docs/findings.md shows a run that is none: ${asked.policy}`);
  return trace;
};

const optionsOf = (asked: Asked): Story['options'] => {
  const { map, hinting, moves, lifecycle } = configurationOf(asked);
  return { map, hinting, moves, lifecycle, fault: null };
};

const storyOf = (asked: Asked, lasso: Broken): Story => {
  const { expected, found, involved, subject, shortest, initially, steps, loop } = traceOf(asked, lasso);
  const { policy, guest, scope } = asked;
  return {
    ...{ aim: aimAt(property), outcome: 'violated', policy, guest, scope },
    topology: configurationOf(asked).topology,
    options: optionsOf(asked),
    ...{ shortest, subject, told: { expected, found, involved }, initially, steps, loop },
    ...{ stuck: null, alternatives: null, repeat: null, replay: null },
  };
};

/** The drawing without what is around it. */
const drawing = (story: Story): string => {
  const lines = lanesFormat(story, lookOf(false, 110)).split('\n');
  const from = lines.findIndex((line) => line.includes(' ───'));
  const to = lines.findIndex((line) => line.startsWith('  └ '));
  return lines.slice(from, to + 1).join('\n');
};

const block = (command: string, output: string): string =>
  `\`\`\`console\n$ ${command}\n…\n${output}\n…\n[exit 1]\n\`\`\``;

/** The command that finds a run, and the drawing of it. */
export const shownByTrace = (asked: Asked, lasso: Broken): string => {
  const flags = rungName({ scope: asked.scope, options: optionsOf(asked) });
  const guest = asked.guest === 'any' ? '' : ` --guest ${asked.guest}`;
  const command = `hintproof trace ${property.id} ${asked.policy} --scope ${flags}${guest} --lanes`;
  return block(command, drawing(storyOf(asked, lasso)));
};

export const lassoFile = (name: string): string => `docs/examples/lassos/${name}.json`;

/** The command that replays a run that no command finds, and the drawing of it. */
export const shownByReplay = (name: string, asked: Asked, lasso: Broken): string =>
  block(`hintproof replay ${lassoFile(name)} --lanes`, drawing(storyOf(asked, lasso)));

/** The run as a trace file. */
export const replayable = (asked: Asked, lasso: Broken): string => {
  const trace = traceOf(asked, lasso);
  const { topology } = configurationOf(asked);
  const { policy, guest, scope } = asked;
  const rung: Rung = {
    ...{ scope, topology, options: optionsOf(asked), guest: { is: 'built-in', name: guest }, fault: null },
    ...{ random: false, finiteOnly: false, shows: '' },
  };
  const run = {
    ...{ policy, guest, scope, topology, options: rung.options, claims: [], exploration: null },
    ...{ histories: [], longRun: null, seconds: 0, properties: [] },
  };
  const saved = {
    version,
    policy: { is: 'built-in', name: policy } as const,
    rung,
    run,
    maxMemories: 1000,
    trace,
  };
  return printTraceFile(traceFileOf({ ...saved, property }, '.'));
};
