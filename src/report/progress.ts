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
  const parts = [
    `${policy} on ${scope}`,
    phase,
    `${withCommas(String(states))} states`,
    rateInWords(statesPerSecond),
    `queue ${withCommas(String(waiting))} ${trendOf(waiting, before)}`,
    `depth ${depth}`,
    bytesInWords(bytes),
    `${Math.ceil(msLeft / 1000)} s left`,
  ];
  return paint.dim(parts.join(' · ').slice(0, width));
};
