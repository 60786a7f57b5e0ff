/** What `--verbose` adds: how each configuration was explored. */

import { rideInWords } from '../decide/rides.ts';
import type {
  DiagramResult,
  ExplorationResult,
  LongRunResult,
  RandomResult,
  Run,
} from '../results/result.ts';
import { rungName } from '../results/rung-name.ts';
import type { Look } from './text.ts';
import { bytesInWords, countOf, indented, listed, secondsInWords, withCommas } from './text.ts';

const number = (n: number): string => withCommas(String(n));

const phasesInWords = (seconds: DiagramResult['seconds']): string =>
  Object.entries(seconds)
    .map(([phase, time]) => `${phase} ${secondsInWords(time)}`)
    .join(', ');

const sizeInWords = (diagram: DiagramResult): string =>
  `${number(diagram.nodes)} nodes, ${number(diagram.peakNodes)} at the peak, ${number(diagram.madeNodes)} made, ` +
  `${number(diagram.collections)} collections; ${number(diagram.relations)} relations, ` +
  `learned in ${number(diagram.calls)} calls`;

/** Names, as many as one reads. */
const someOf = (names: readonly string[]): string => {
  const most = 12;
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : listed(names);
};

const runsInWords = (
  { states, transitions }: ExplorationResult,
  { seed, runs, plannedRuns, statesAtLeast, neverRan, neverTrue }: RandomResult,
): readonly string[] => [
  `${number(runs)} of ${countOf(plannedRuns, 'planned run')} from seed ${seed}: ${withCommas(transitions)} steps, ` +
    `in ${statesAtLeast ? 'at least ' : ''}${withCommas(states)} different states`,
  ...(neverRan.length === 0
    ? []
    : [`${countOf(neverRan.length, 'action')} that never ran: ${someOf(neverRan)}`]),
  ...(neverTrue.length === 0 ? [] : [`never put to the test there: ${listed(neverTrue)}`]),
];

const countInWords = ({ states, transitions, complete, settled }: ExplorationResult): string => {
  if (settled) return 'stopped when everything was found';
  const counts = `${withCommas(states)} states, ${withCommas(transitions)} transitions`;
  return complete ? counts : `cut short, at least ${counts}`;
};

const linesOf = (exploration: ExplorationResult): readonly string[] => {
  const { engine, seconds, bytes, diagram, random } = exploration;
  if (random !== null)
    return [
      `${engine}, ${secondsInWords(seconds)}, ${bytesInWords(bytes)}`,
      ...runsInWords(exploration, random),
    ];
  const head = `${engine}, ${secondsInWords(seconds)}, ${bytesInWords(bytes)}: ${countInWords(exploration)}`;
  if (diagram === null) return [head];
  return [head, sizeInWords(diagram), phasesInWords(diagram.seconds)];
};

const orderInWords = ({ order, meanSpan }: DiagramResult): string =>
  `cells, from top to bottom (an action spans ${meanSpan.toFixed(1)} levels on the average): ${order.join(', ')}`;

const fairRunsInWords = ({
  engine,
  states,
  transitions,
  families,
  seconds,
  bytes,
}: LongRunResult): string => {
  const head = `fair runs: ${engine}, ${secondsInWords(seconds)}, ${bytesInWords(bytes)}`;
  const counts = `${withCommas(states)} states, ${withCommas(transitions)} transitions`;
  // There are none where a budget ended before they were known.
  const size = states === '0' ? 'cut short' : counts;
  return `${head}: ${size}, fair to ${families} families of steps`;
};

/** One paragraph for a configuration, and a line for each history that was explored by itself. */
export const verboseSection = (run: Run, { paint, width }: Look): readonly string[] => {
  const { exploration, histories, longRun } = run;
  if (exploration === null) return [paint.dim(`  ${rungName(run)}: nothing was explored`)];
  const { diagram } = exploration;
  const order = diagram === null ? [] : [orderInWords(diagram)];
  const remembered = histories.flatMap(({ observers, exploration: own }) => [
    `with ${rideInWords(observers)}: ${linesOf(own).join('; ')}`,
  ]);
  const fair = longRun === null ? [] : [fairRunsInWords(longRun)];
  return [
    `  ${rungName(run)}`,
    ...[...linesOf(exploration), ...order, ...remembered, ...fair].flatMap((text) =>
      indented(text, 4, width),
    ),
  ].map((line) => paint.dim(line));
};
