/** The explorers, by the names that a user may give. They answer the same questions of the same models. */
import { exploreAuto } from './auto.ts';
import { explore } from './explicit.ts';
import type { Exploration, Request } from './exploration.ts';
import { exploreSymbolically } from './symbolic/symbolic.ts';

export const engines = {
  auto: (request: Request) => exploreAuto(request),
  explicit: explore,
  symbolic: (request: Request) => exploreSymbolically(request),
} as const satisfies Record<string, (request: Request) => Exploration>;

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];
export const defaultEngine: EngineName = 'auto';
