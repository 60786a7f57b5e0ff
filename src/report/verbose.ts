/** What `--verbose` adds: how each configuration was explored. */
import type { DiagramResult, ExplorationResult, Run } from '../check/result.ts';
import { rungName } from './rungs.ts';
import type { Look } from './text.ts';
import { bytesInWords, indented, listed, secondsInWords, withCommas } from './text.ts';

const number = (n: number): string => withCommas(String(n));

const phasesInWords = (seconds: DiagramResult['seconds']): string =>
  Object.entries(seconds)
    .map(([phase, time]) => `${phase} ${secondsInWords(time)}`)
    .join(', ');

const sizeInWords = (diagram: DiagramResult): string =>
  `${number(diagram.nodes)} nodes, ${number(diagram.peakNodes)} at the peak, ${number(diagram.madeNodes)} made, ` +
  `${number(diagram.collections)} collections; ${number(diagram.relations)} relations, ` +
  `learned in ${number(diagram.calls)} calls`;

const countInWords = ({ states, transitions, complete, settled }: ExplorationResult): string => {
  if (settled) return 'stopped when everything was found';
  return `${complete ? '' : 'at least '}${withCommas(states)} states, ${withCommas(transitions)} transitions`;
};

/** `identified(vm0.dev0.e0)`, or, of several, how many there are of each kind. */
const observersInWords = (observers: readonly string[]): string => {
  if (observers.length === 1) return observers[0]!;
  const kinds = observers.map((name) => name.slice(0, name.indexOf('(')));
  const counts = [...new Set(kinds)].map(
    (kind) => `${kind} of ${kinds.filter((one) => one === kind).length} sources`,
  );
  return listed(counts);
};

const linesOf = (exploration: ExplorationResult): readonly string[] => {
  const { engine, seconds, bytes, diagram } = exploration;
  const head = `${engine}, ${secondsInWords(seconds)}, ${bytesInWords(bytes)}: ${countInWords(exploration)}`;
  if (diagram === null) return [head];
  return [head, sizeInWords(diagram), phasesInWords(diagram.seconds)];
};

const orderInWords = ({ order, meanSpan }: DiagramResult): string =>
  `cells, from top to bottom (an action spans ${meanSpan.toFixed(1)} levels on the average): ${order.join(', ')}`;

/** One paragraph for a configuration, and a line for each history that was explored by itself. */
export const verboseSection = (run: Run, { paint, width }: Look): readonly string[] => {
  const { exploration, histories } = run;
  const { diagram } = exploration;
  const order = diagram === null ? [] : [orderInWords(diagram)];
  const remembered = histories.flatMap(({ observers, exploration: own }) => [
    `with ${observersInWords(observers)}: ${linesOf(own).join('; ')}`,
  ]);
  return [
    `  ${rungName(run)}`,
    ...[...linesOf(exploration), ...order, ...remembered].flatMap((text) => indented(text, 4, width)),
  ].map((line) => paint.dim(line));
};
