/**
 * Enumerates while that is the quicker way to an answer and a trace, and goes on with decision diagrams where there
 * are too many states.
 */
import { upToStates } from './budget.ts';
import { explore } from './explicit.ts';
import type { Exploration, Request } from './exploration.ts';
import { exploreSymbolically } from './symbolic/symbolic.ts';

/** Up to so many states diagrams are no quicker (`npm run bench`), and enumeration has the shortest traces. */
export const enumerableStates = 50_000;

/** `enumerable` is for tests, which have small machines. */
export const exploreAuto = (request: Request, enumerable = enumerableStates): Exploration => {
  const few = upToStates(request.budget, enumerable);
  const enumerated = explore({ ...request, budget: few.budget });
  if (!few.isExceeded()) return enumerated;
  const symbolic = exploreSymbolically({ ...request, questions: openIn(request, enumerated) });
  const both = joined(request, enumerated, symbolic);
  // Diagrams may be large where there are not that many states.
  const ranOutOfRoom = symbolic.cut === 'memory' || symbolic.cut === 'capacity';
  if (!ranOutOfRoom) return both;
  return joined(request, both, explore({ ...request, questions: openIn(request, both) }));
};

/** The questions for which an exploration found nothing. */
const openIn = ({ questions }: Request, { found }: Exploration): Request['questions'] =>
  questions.filter((_, i) => found[i] === null);

/** What the first exploration found, and for everything that it left open what the other one says. */
const joined = (request: Request, first: Exploration, rest: Exploration): Exploration => {
  const { questions } = request;
  const open = openIn(request, first);
  const ofRest = <T>(answers: readonly T[], i: number): T | undefined => answers[open.indexOf(questions[i]!)];
  const answers = {
    found: questions.map((_, i) => first.found[i] ?? ofRest(rest.found, i) ?? null),
    wayless: questions.map((_, i) => ofRest(rest.wayless, i) ?? false),
    exercised: questions.map((_, i) => first.exercised[i]! || (ofRest(rest.exercised, i) ?? false)),
  };
  if (rest.cut === null || rest.engine === 'explicit') return { ...rest, ...answers };
  // Diagrams that were cut have no number of states: what was enumerated before was there at least.
  const { states, transitions, depth } = first;
  return { ...rest, states, transitions, depth, ...answers };
};
