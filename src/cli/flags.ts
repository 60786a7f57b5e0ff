/** The flags of the commands, as commander reads them, and those of a check as wishes. */
import type { Command } from 'commander';
import { cellOrderNames } from '../engine/symbolic/order.ts';
import type { Config, Wishes } from '../input/config.ts';
import { wishesOf } from '../input/config.ts';

/** `--property a,b --property c`. An empty name is kept: it is refused later, like any other that does not exist. */
const several = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(','),
];
const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export interface CheckFlags {
  readonly scope?: readonly string[];
  readonly topology?: string;
  readonly guest?: string;
  readonly map?: string;
  readonly hinting?: string;
  readonly moves?: boolean;
  readonly lifecycle?: readonly string[];
  readonly fault?: string;
  readonly contract?: readonly string[];
  readonly property?: readonly string[];
  readonly engine?: string;
  readonly cellOrder?: string;
  readonly random?: boolean;
  readonly seed?: string;
  readonly runs?: string;
  readonly budget?: string;
  readonly memory?: string;
  readonly maxMemories?: string;
  readonly callLimit?: string;
  readonly reporter?: readonly string[];
  readonly save?: string;
  readonly record?: string | false;
  readonly config?: string;
  readonly traces?: string;
  readonly verbose?: boolean;
  readonly watch?: boolean;
  readonly color: boolean;
}

/** The axes of the machine, less the fault. */
const addAxisFlags = (command: Command): Command =>
  command
    .option('--scope <P:VxS+VxS…>', 'host CPUs, then VCPUs and sources of each VM; repeatable', repeated)
    .option('--topology <file.json>', 'a topology with names and devices')
    .option('--guest <name or path>', 'what the driver in the VM does with a hint (default: any)')
    .option('--map <mode>', 'when the map is written: on-move, on-dispatch')
    .option('--hinting <mode>', 'interleaved, atomic')
    .option('--moves', 'VCPUs migrate (the default)')
    .option('--no-moves', 'VCPUs are pinned')
    .option('--lifecycle <options>', 'reset, hotplug, masking, none; repeatable, or with commas', several);

/** What is checked, or where a trace is sought. */
const addMachineFlags = (command: Command): Command =>
  addAxisFlags(command).option('--fault <name or path>', 'one programming error, put into the machine');

/** What is decided, if it is not everything. */
const addDemandFlags = (command: Command): Command =>
  command
    .option(
      '--contract <names>',
      'decide and demand only these contracts; repeatable, or with commas',
      several,
    )
    .option(
      '--property <ids>',
      'decide and demand only these properties; repeatable, or with commas',
      several,
    );

const addExplorationFlags = (command: Command): Command =>
  command
    .optionsGroup('How it is explored:')
    .option('--engine <name>', 'explicit, symbolic, or auto: whichever is quicker (default: auto)')
    .option('--cell-order <name>', `of the symbolic engine: ${cellOrderNames.join(', ')} (default: by-owner)`)
    .option('--random', 'try everything on random runs, and explore nothing exhaustively')
    .option('--no-random', 'no random runs, not even beyond exhaustive reach')
    .option('--seed <n>', 'make other random runs (default: 1)')
    .option('--runs <n>', 'random runs on each rung that has them (default: as the budget allows)')
    .optionsGroup('What it may cost:')
    .option('--budget <duration>', 'for all of it (default: 30s)')
    .option('--memory <size>', 'for the exploration (default: 2GiB)')
    .option('--max-memories <n>', 'distinct memories that a policy of yours may keep (default: 1000)')
    .option('--call-limit <duration>', 'for one call of a module of yours (default: 5s)');

const addCommonFlags = (command: Command): Command =>
  command
    .option('--no-color', 'no colour, on a terminal too')
    .option('--config <file>', 'a configuration file (default: hintproof.config.ts, .mts, .js or .mjs here)');

/** For the commands that are `Steps`. */
const addWatchFlag = (command: Command): Command =>
  command.option('--watch', 'run again whenever a file changes that it is about, until Ctrl-C');

export const addCheckFlags = (command: Command): Command => {
  addDemandFlags(addMachineFlags(command.optionsGroup('What is checked:')));
  addExplorationFlags(command)
    .optionsGroup('What is told:')
    .option(
      '--reporter <name[=file]>',
      'default, json, html, junit, sarif, github-actions; repeatable',
      repeated,
    )
    .option('--save <directory>', 'write the trace of every violation there')
    .option(
      '--record <directory>',
      'where violations that count are kept, to be tried first the next time (default: .hintproof here, or beside the configuration file)',
    )
    .option('--no-record', 'none is kept, and none is tried first')
    .option('--traces <which>', 'show traces of what is demanded, or of all (default: demanded)')
    .option('--verbose', 'the engine, its tables and its times, for every configuration');
  return addCommonFlags(addWatchFlag(command));
};

export interface CompareFlags extends Omit<CheckFlags, 'fault' | 'save' | 'record' | 'traces'> {
  readonly weight?: readonly string[];
  readonly price?: string;
}

export const addCompareFlags = (command: Command): Command => {
  addDemandFlags(addAxisFlags(command.optionsGroup('Where they are compared:')));
  addExplorationFlags(command)
    .optionsGroup('What is told:')
    .option(
      '--weight <name=duration>',
      'what an exit, ipi, wakeUp or reprogramming costs; repeatable, or with commas (docs/compare.md)',
      several,
    )
    .option(
      '--reporter <name[=file]>',
      'default, json, html, junit, sarif, github-actions; repeatable',
      repeated,
    )
    .option(
      '--price <which>',
      'price all rungs, or none (default: the first of the ladder, or all scopes that are named)',
    )
    .option('--verbose', 'the prices of all rungs, and not of the first one only');
  return addCommonFlags(addWatchFlag(command));
};

/** Which formats of a trace are written. */
export interface FormatFlags {
  readonly format?: readonly string[];
  readonly lanes?: boolean;
  readonly states?: boolean;
  readonly color: boolean;
}

const addFormatFlags = (command: Command): Command =>
  command
    .option(
      '--format <name[=file]>',
      'text, json, itf, mermaid, vcd, html, md; repeatable (default: text)',
      repeated,
    )
    .option('--lanes', 'in text: lanes by host CPU, in place of the list of changes')
    .option('--states', 'in json: the states, too');

export interface TraceFlags
  extends Omit<
      CheckFlags,
      'contract' | 'property' | 'reporter' | 'save' | 'record' | 'traces' | 'verbose' | 'watch'
    >,
    FormatFlags {
  readonly to?: string;
  readonly count?: string;
}

export const addTraceFlags = (command: Command): Command => {
  command
    .optionsGroup('What is sought:')
    .option('--to <condition>', "how to get there: 'event(vm0.dev0.e0) is raised and …' (docs/conditions.md)")
    .option('--count <n>', 'traces that take different actions, not only in another order (default: 1)');
  addMachineFlags(command.optionsGroup('Where:'));
  addFormatFlags(addExplorationFlags(command).optionsGroup('What is told:'));
  return addCommonFlags(command);
};

export interface ReplayFlags extends FormatFlags {
  readonly policy?: string;
  readonly asRecorded?: boolean;
  readonly step?: boolean;
  readonly why?: string;
  readonly at?: string;
  readonly callLimit?: string;
}

export const addReplayFlags = (command: Command): Command =>
  addFormatFlags(
    command
      .option('--policy <name or path>', 'under another policy')
      .option('--as-recorded', 'with the modules that are in the file, whatever they are now')
      .option('--step', 'walk through it, forwards and backwards')
      .option('--why <action>', 'why an action is not enabled')
      .option('--at <n>', 'after which step --why asks (default: the last one)')
      .option('--call-limit <duration>', 'for one call of a module of yours (default: 5s)'),
  ).option('--no-color', 'no colour, on a terminal too');

export interface FaultsFlags {
  readonly engine?: string;
  readonly budget?: string;
  readonly memory?: string;
  readonly callLimit?: string;
  readonly reporter?: readonly string[];
  readonly color: boolean;
}

export const addFaultsFlags = (command: Command): Command =>
  command
    .option('--engine <name>', 'explicit, symbolic, or auto: whichever is quicker (default: auto)')
    .option('--budget <duration>', 'for all of them (default: 30s)')
    .option('--memory <size>', 'for an exploration (default: 2GiB)')
    .option('--call-limit <duration>', 'for one call of a module of yours (default: 5s)')
    .option('--reporter <name[=file]>', 'default, json, markdown; repeatable', repeated)
    .option('--no-color', 'no colour, on a terminal too');

/** How an error names the flag that set a field. */
const flagOf: Readonly<Record<keyof Config, string>> = {
  policies: 'policy',
  waivers: 'waivers',
  guest: '--guest',
  scope: '--scope',
  topology: '--topology',
  map: '--map',
  hinting: '--hinting',
  moves: '--moves',
  lifecycle: '--lifecycle',
  fault: '--fault',
  weights: '--weight',
  price: '--price',
  engine: '--engine',
  cellOrder: '--cell-order',
  contracts: '--contract',
  properties: '--property',
  random: '--random',
  seed: '--seed',
  runs: '--runs',
  budget: '--budget',
  memory: '--memory',
  maxMemories: '--max-memories',
  callLimit: '--call-limit',
  reporters: '--reporter',
  save: '--save',
  record: '--record',
  traces: '--traces',
  verbose: '--verbose',
  color: '--no-color',
};

/** Whether an error is in the command itself, where no change of a file can mend it. */
export const isInCommand = (place: string): boolean =>
  ['--watch', ...Object.values(flagOf)].some((flag) => place === flag || place.startsWith(`${flag} `));

/** `NaN` if it is no whole number in digits: that is refused later, where the field of a configuration file is. */
export const numberIn = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : /^-?\d+$/.test(text) ? Number(text) : Number.NaN;

/** `exit=1us` → `['exit', '1us']`; what is no such thing is refused later, by its name. */
const weightIn = (text: string): readonly [string, string] => {
  const [name, ...rest] = text.split('=') as [string, ...string[]];
  return [name, rest.join('=')];
};

/** The same for a comparison: of the first policy with the second. */
export const wishesOfCompare = (
  policies: readonly [string, string],
  { weight, ...flags }: CompareFlags,
): Wishes => ({
  ...wishesOfFlags(policies, flags),
  ...(weight === undefined
    ? {}
    : wishesOf(
        { weights: Object.fromEntries(weight.map(weightIn)) },
        process.cwd(),
        (field) => flagOf[field],
      )),
});

/** Flags are text; whether it is a name that exists is decided where a configuration file's is. */
export const wishesOfFlags = (policies: readonly string[], flags: CheckFlags): Wishes => {
  const {
    contract,
    property,
    reporter,
    maxMemories,
    seed,
    runs,
    color,
    config: _,
    watch: __,
    ...same
  } = flags;
  const config = {
    ...same,
    policies: policies.length === 0 ? undefined : policies,
    contracts: contract,
    properties: property,
    reporters: reporter,
    maxMemories: numberIn(maxMemories),
    seed: numberIn(seed),
    runs: numberIn(runs),
    color: color ? undefined : false,
  };
  return wishesOf(config as Config, process.cwd(), (field) => flagOf[field]);
};
