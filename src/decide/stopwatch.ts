/** Where the time of a symbolic exploration goes. The engine itself reads no clock. */
import type { Phase } from '../engine/exploration.ts';
import { phases } from '../engine/exploration.ts';
import type { PhaseSeconds } from '../results/result.ts';

/** `onPhase` is for the explorer to call; `seconds` says how long each phase took by then. */
export const stopwatch = (): {
  readonly onPhase: (phase: Phase | null) => void;
  readonly seconds: () => PhaseSeconds;
} => {
  const took = Object.fromEntries(phases.map((phase) => [phase, 0])) as Record<Phase, number>;
  let now: { readonly phase: Phase; readonly since: number } | null = null;
  const onPhase = (phase: Phase | null): void => {
    const time = performance.now();
    if (now !== null) took[now.phase] += (time - now.since) / 1000;
    now = phase && { phase, since: time };
  };
  return { onPhase, seconds: () => took };
};
