/** `hintproof faults` */
import { faults } from '../../model/faults/index.ts';
import { tryFaults } from '../faults/faults.ts';
import { chosen } from '../input/chosen.ts';
import type { Config } from '../input/config.ts';
import { wishesOf } from '../input/config.ts';
import { reportersIn } from '../input/reporters.ts';
import { enginesIn, limitsIn } from '../input/request.ts';
import { writeWhole } from '../reading/files.ts';
import { faultsReporters } from '../report/faults/index.ts';
import { lookOf } from '../report/index.ts';
import type { Chosen } from '../results/request.ts';
import { noting } from '../sources.ts';
import { version } from '../version.ts';
import type { FaultsFlags } from './flags.ts';
import { prepareOutputs } from './outputs.ts';
import { refuseOverwriting } from './overwriting.ts';
import { showing } from './progress.ts';
import type { Terminal } from './terminal.ts';

const fileWidth = 110;

const chosenFaults = async (names: readonly string[]): Promise<readonly Chosen[]> =>
  names.length === 0
    ? faults.map(({ name }): Chosen => ({ is: 'built-in', name }))
    : Promise.all([...new Set(names)].map((name) => chosen('fault', 'fault', name, process.cwd())));

const tried = async (names: readonly string[], flags: FaultsFlags, terminal: Terminal): Promise<number> => {
  const { reporter, color: _, ...same } = flags;
  const config = { ...same, reporters: reporter } as Config;
  const wishes = wishesOf(config, process.cwd(), (field) =>
    field === 'reporters' ? '--reporter' : field === 'callLimit' ? '--call-limit' : `--${field}`,
  );
  const reporters = reportersIn(wishes.reporters, Object.keys(faultsReporters));
  const request = {
    faults: await chosenFaults(names),
    isAll: names.length === 0,
    limits: limitsIn(wishes),
    ...enginesIn(wishes),
  };
  const files = reporters.flatMap(({ file }) => file ?? []);
  refuseOverwriting('--reporter', files);
  await prepareOutputs(reporters);
  const report = await tryFaults(request, showing(terminal, flags.color), terminal.signal()).finally(() =>
    terminal.progress?.(null),
  );
  // A fault may name a policy and a guest of its own, which are read later.
  refuseOverwriting('--reporter', files);
  for (const { name, file } of reporters) {
    const isColoured = file === null && flags.color && terminal.color.out;
    const width = file === null ? terminal.width : fileWidth;
    const text = faultsReporters[name]!(report, version, lookOf(isColoured, width));
    if (file === null) terminal.out(text);
    else await writeWhole(file, text);
  }
  return report.exitCode;
};

/** Runs the command; the exit code: 1 if a fault is not caught by what was named, or a property catches nothing. */
export const faultsCommand = (...asked: Parameters<typeof tried>): Promise<number> =>
  noting(new Map(), () => tried(...asked));
