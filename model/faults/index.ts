/** The named faults. */
import { coalescingOverwrites } from './coalescing-overwrites.ts';
import type { Fault } from './fault.ts';
import { mapNotUpdated } from './map-not-updated.ts';
import { noKick } from './no-kick.ts';

export const faults: readonly Fault[] = [mapNotUpdated, coalescingOverwrites, noKick];

/** The fault of that name, or `undefined`. */
export const faultNamed = (name: string): Fault | undefined => faults.find((fault) => fault.name === name);
