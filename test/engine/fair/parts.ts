/** What a step is to a question: as bits, which are easily drawn, and as questions say it. */
import type { Part } from '../../../properties/property.ts';
import { part } from '../../../src/engine/fair/part.ts';

const all = ['owes', 'pays', 'premise', 'wrong'] as const satisfies readonly Part[];

export const partsIn = (bits: number): readonly Part[] => all.filter((one) => (bits & part[one]) !== 0);
