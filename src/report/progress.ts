/** One line on how a check is getting on, for a terminal. */
import type { CheckProgress } from '../results/request.ts';
import type { Look } from './text.ts';
import { bytesInWords, countOf, withCommas } from './text.ts';

const trendOf = (waiting: number, before: number): string =>
  waiting > before ? '↑' : waiting < before ? '↓' : '→';

const rateInWords = (perSecond: number): string =>
  perSecond < 10_000
    ? `${Math.round(perSecond)}/s`
    : `${withCommas(String(Math.round(perSecond / 1000)))} k/s`;

/** `before`: how many states were waiting when the last line was shown. */
export const progressLine = (progress: CheckProgress, before: number, { paint, width }: Look): string => {
  const { policy, scope, phase, states, statesPerSecond, waiting, depth, nodes, runs, bytes, msLeft } =
    progress;
  const who = `${policy} on ${scope}`;
  const count = `${withCommas(String(states))} states`;
  const speed = rateInWords(statesPerSecond);
  const queue = `queue ${withCommas(String(waiting))} ${trendOf(waiting, before)}`;
  const level = `depth ${depth}`;
  const memory = bytesInWords(bytes);
  const left = `${Math.ceil(msLeft / 1000)} s left`;
  // on a narrow terminal, what says least goes first
  const diagrams = `${withCommas(String(nodes))} nodes of diagrams`;
  const symbolic = [
    [who, phase, diagrams, memory, left],
    [who, diagrams, left],
    [diagrams, left],
  ];
  const tried = countOf(runs, 'random run');
  const random = [
    [who, tried, count, memory, left],
    [who, tried, left],
    [tried, left],
  ];
  const explicit = [
    [who, phase, count, speed, queue, level, memory, left],
    [who, count, speed, queue, level, memory, left],
    [who, count, speed, queue, level, left],
    [count, speed, queue, level, left],
    [count, queue, left],
  ];
  const kind = runs > 0 ? random : nodes > 0 ? symbolic : explicit;
  const lines = kind.map((parts) => parts.join(' · '));
  return paint.dim(lines.find(({ length }) => length < width) ?? lines.at(-1)!.slice(0, width - 1));
};
