/** One line on how a check is getting on, for a terminal. */
import type { CheckProgress } from '../check/request.ts';
import type { Look } from './text.ts';
import { bytesInWords, withCommas } from './text.ts';

const trendOf = (waiting: number, before: number): string =>
  waiting > before ? '↑' : waiting < before ? '↓' : '→';

const rateInWords = (perSecond: number): string =>
  perSecond < 10_000
    ? `${Math.round(perSecond)}/s`
    : `${withCommas(String(Math.round(perSecond / 1000)))} k/s`;

/** `before`: how many states were waiting when the last line was shown. */
export const progressLine = (progress: CheckProgress, before: number, { paint, width }: Look): string => {
  const { policy, scope, phase, states, statesPerSecond, waiting, depth, bytes, msLeft } = progress;
  const who = `${policy} on ${scope}`;
  const numbers = [
    `${withCommas(String(states))} states`,
    rateInWords(statesPerSecond),
    `queue ${withCommas(String(waiting))} ${trendOf(waiting, before)}`,
    `depth ${depth}`,
  ];
  const memory = bytesInWords(bytes);
  const left = `${Math.ceil(msLeft / 1000)} s left`;
  // on a narrow terminal, what says least goes first
  const lines = [
    [who, phase, ...numbers, memory, left],
    [who, ...numbers, memory, left],
    [who, ...numbers, left],
    [...numbers, left],
  ].map((parts) => parts.join(' · '));
  return paint.dim(lines.find(({ length }) => length < width) ?? lines.at(-1)!.slice(0, width - 1));
};
