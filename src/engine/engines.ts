/** The explorers, by the names that a user may give. They answer the same questions of the same models. */
import { exploreEither } from './either.ts';
import { explore } from './explicit.ts';
import type { Exploration, Request } from './exploration.ts';
import { exploreSymbolically } from './symbolic/symbolic.ts';

export const engines = {
  auto: exploreEither,
  explicit: explore,
  symbolic: (request: Request) => exploreSymbolically(request),
} as const satisfies Record<string, (request: Request) => Exploration>;

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];
export const defaultEngine: EngineName = 'auto';
