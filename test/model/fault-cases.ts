/** For each fault: the smallest configuration in which it shows, which property breaks there, and in how many steps. */
import type { Short } from '../configurations.ts';

export interface FaultCase {
  readonly where: readonly [scope: string, axes: Short];
  /** By property: the length of a shortest trace to its violation. */
  readonly breaks: Readonly<Record<string, number>>;
}

export const faultCases: Readonly<Record<string, FaultCase>> = {
  'map-not-updated': { where: ['2:1x1', {}], breaks: { 'map-faithful': 1, 'hinted-on-event-cpu': 3 } },
  'coalescing-overwrites': { where: ['1:1x1', {}], breaks: { 'hint-survives-coalescing': 6 } },
  'no-kick': { where: ['1:1x1', {}], breaks: { 'no-lost-wakeup': 5 } },
};
