/**
 * Enumerates while that is the quicker way to an answer and a trace, and goes on with decision diagrams where there
 * are too many states.
 */
import { upToStates } from './budget.ts';
import { explore } from './explicit.ts';
import type { Exploration, Request } from './exploration.ts';
import { exploreSymbolically } from './symbolic/symbolic.ts';

/** Up to so many states enumeration takes no longer than diagrams do (`npm run bench`), and has the shortest traces. */
const enumerable = 50_000;

export const exploreEither = (request: Request): Exploration => {
  const few = upToStates(request.budget, enumerable);
  const first = explore({ ...request, budget: few.budget });
  if (!few.isExceeded()) return first;
  const open = request.questions.filter((_, i) => first.found[i] === null);
  const second = exploreSymbolically({ ...request, questions: open });
  // Diagrams may be large where there are not that many states.
  const isSmaller = second.cut === 'memory' || second.cut === 'capacity';
  const last = isSmaller ? explore({ ...request, questions: open }) : second;
  return joined(request, open, first, last);
};

/** What the first exploration found, and for everything that it left open what the other one says. */
const joined = (
  { questions }: Request,
  open: Request['questions'],
  first: Exploration,
  rest: Exploration,
): Exploration => {
  const ofRest = <T>(answers: readonly T[], i: number): T | undefined => answers[open.indexOf(questions[i]!)];
  const answers = {
    found: questions.map((_, i) => first.found[i] ?? ofRest(rest.found, i) ?? null),
    wayless: questions.map((_, i) => ofRest(rest.wayless, i) ?? false),
    exercised: questions.map((_, i) => first.exercised[i]! || (ofRest(rest.exercised, i) ?? false)),
  };
  if (rest.cut === null || rest.engine === 'explicit') return { ...rest, ...answers };
  // The diagrams of a cut exploration say little; what was enumerated before, it covered.
  return { ...first, cut: rest.cut, bytes: rest.bytes, ...answers };
};
