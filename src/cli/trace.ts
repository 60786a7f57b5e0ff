/** `hintproof trace` */
import { policyNamed } from '../../model/policies/index.ts';
import { properties, propertyNamed } from '../../properties/index.ts';
import { isLongRun } from '../../properties/property.ts';
import { parseCondition } from '../condition/index.ts';
import { UserError } from '../errors.ts';
import type { Wishes } from '../input/config.ts';
import { override } from '../input/config.ts';
import { requestFrom, wholeNumberIn } from '../input/request.ts';
import { fileWishes, usualOf } from '../input/usual.ts';
import { onOneLine } from '../printable.ts';
import { known } from '../reading/names.ts';
import { lookOf } from '../report/index.ts';
import { replayCommand, traceCommand as traceWords } from '../report/repeat.ts';
import type { WholeTrace } from '../report/trace/index.ts';
import { seekReport } from '../report/trace/seek.ts';
import type { FoundTraces, SeekAim, SeekRequest } from '../seek/index.ts';
import { seek } from '../seek/index.ts';
import { noting } from '../sources.ts';
import { conditionFileOf, traceFileOf } from '../trace/file.ts';
import { storyOfSought } from '../trace/telling.ts';
import { version } from '../version.ts';
import type { TraceFlags } from './flags.ts';
import { numberIn, wishesOfFlags } from './flags.ts';
import type { TraceOutput } from './outputs.ts';
import { fileFor, prepareTraces, traceOutputsIn, writeTraces } from './outputs.ts';
import { showing } from './progress.ts';
import type { Terminal } from './terminal.ts';

const countMax = 100;

/** On one line, as it is told and kept. What is wrong with it is said of what the user wrote. */
const conditionIn = (to: string): string => {
  parseCondition('--to', to);
  return onOneLine(to);
};

/** What is sought, and the policy, if one is named: `<property> [policy]`, or `[policy]` with `--to`. */
const wordsIn = (
  words: readonly string[],
  to: string | undefined,
): { readonly aim: SeekAim; readonly policies: readonly string[] } => {
  const ids = properties.map(({ id }) => id);
  const [first, ...rest] = words;
  const aimed = to !== undefined;
  const policies = aimed ? words : rest;
  if (!aimed && first === undefined)
    throw new UserError(
      'trace',
      'nothing is sought',
      "Name a property or a witness, or write a condition: --to 'placement(vm0.vcpu0) is halted'",
    );
  if (!aimed && policyNamed(first!) !== undefined)
    throw new UserError(
      'trace',
      `'${first}' is a policy`,
      `Name what is sought before it, or write a condition: --to …`,
    );
  if (policies.length > 1)
    throw new UserError('trace', `found ${policies.length} policies`, 'A trace is that of one policy.');
  const aim: SeekAim = aimed
    ? { is: 'condition', text: conditionIn(to), place: '--to' }
    : { is: 'property', id: known('trace', 'property', first!, ids) };
  return { aim, policies };
};

/** A configuration file may list several policies; a trace is that of one. */
const refuseSeveral = ({ policies }: Wishes): void => {
  const { length } = policies?.value ?? [];
  if (length > 1)
    throw new UserError(policies!.place, `lists ${length} policies`, 'A trace is that of one: name it.');
};

/** How many traces are wanted. A run without end may take any detour: others would differ in nothing that matters. */
const countIn = ({ count }: TraceFlags, aim: SeekAim): number => {
  const wanted = count === undefined ? 1 : wholeNumberIn(1, countMax)(numberIn(count)!, '--count');
  if (wanted > 1 && aim.is === 'property' && isLongRun(propertyNamed(aim.id)!))
    throw new UserError(
      '--count',
      `is ${wanted}, and '${aim.id}' is about the long run`,
      'One run without end is told: leave --count out.',
    );
  return wanted;
};

/** What of a configuration file is about a search: not what is decided, and not how it is reported. */
const aboutSearch = ({ properties: _, contracts: __, ...wishes }: Wishes): Wishes => wishes;

interface Telling {
  readonly flags: TraceFlags;
  readonly request: SeekRequest;
  readonly outputs: readonly TraceOutput[];
  readonly repeat: string;
}

/** The traces that were found, with all that the formats need. */
const tellable = (
  { run, rung, property, traces }: FoundTraces,
  { flags, request, outputs, repeat }: Telling,
): readonly WholeTrace[] => {
  const { policy, aim, limits } = request;
  const isPlural = request.count > 1;
  const json = outputs.find(({ name, file }) => name === 'json' && file !== null)?.file ?? null;
  return traces.map((trace, i) => {
    const { maxMemories } = limits;
    const saved = { version, policy, rung, run, maxMemories, trace, withStates: flags.states ?? false };
    const replay = json && replayCommand(fileFor(json, i + 1, isPlural));
    return {
      story: {
        ...storyOfSought(aim, run, property, trace),
        alternatives: trace.alternatives,
        repeat,
        replay,
      },
      fileIn: (directory) =>
        aim.is === 'condition'
          ? conditionFileOf(aim.text, saved, directory)
          : traceFileOf({ ...saved, property }, directory),
    };
  });
};

const trace = async (words: readonly string[], flags: TraceFlags, terminal: Terminal): Promise<number> => {
  const { to, count, states, format, lanes, ...same } = flags;
  const { aim, policies } = wordsIn(words, to);
  const fromFile = await fileWishes(flags.config);
  const wishes = override(wishesOfFlags(policies, same), aboutSearch(fromFile));
  refuseSeveral(wishes);
  const wanted = countIn(flags, aim);
  const isPlural = wanted > 1;
  const outputs = traceOutputsIn(flags, isPlural);
  if (states && outputs.every(({ name }) => name !== 'json'))
    throw new UserError('--states', 'changes nothing here', 'States are written with --format json.');
  const { policies: all, rungs, engine, order, random, limits } = await requestFrom(wishes);
  const request: SeekRequest = {
    ...{ policy: all[0]!, rungs, aim, count: wanted, engine, order, random, limits },
    wantsAlternatives: outputs.some((output) => output.format.showsAlternatives),
  };
  await prepareTraces(outputs, wanted);

  const color = wishes.color?.value !== false;
  const report = await seek(request, showing(terminal, color), terminal.signal()).finally(() =>
    terminal.progress?.(null),
  );
  const usual = usualOf(fromFile, flags.config);
  const { found } = report;
  const repeat = found === null ? '' : traceWords(found.run, request, usual);
  const traces = found === null ? [] : tellable(found, { flags, request, outputs, repeat });
  const files = await writeTraces(traces, outputs, { isPlural, color }, terminal);
  const summary = seekReport(
    report,
    {
      aim,
      count: request.count,
      files,
      repeat,
      isTold: outputs.some(({ name, file }) => name === 'text' && file === null),
    },
    lookOf(color && terminal.color.out, terminal.width),
  );
  // What is for machines has standard output for itself.
  const isForReaders = outputs.every(({ name, file }) => file !== null || name === 'text');
  (isForReaders ? terminal.out : terminal.err)(summary);
  return report.exitCode;
};

/** Runs the command; the exit code: 1 where the trace leads to a violation, 0 where it reaches what was sought. */
export const traceCommand = (...asked: Parameters<typeof trace>): Promise<number> =>
  noting(new Map(), () => trace(...asked));
