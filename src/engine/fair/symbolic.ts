/**
 * Questions about fair runs, decided on decision diagrams: docs/decisions/0020-fair-runs-symbolically.md says how, and
 * why that is right.
 */
import type { Part } from '../../../properties/property.ts';
import { nothing } from '../symbolic/diagrams.ts';
import { exploreSymbolically } from '../symbolic/symbolic.ts';
import type { Tuning } from '../symbolic/tuning.ts';
import { usual } from '../symbolic/tuning.ts';
import type { Ground } from './ground.ts';
import { groundOf, owing, stepsOf, unpaidOf } from './ground.ts';
import { hullOf } from './hull.ts';
import type { Lasso, LongRun, LongRunAnswer, LongRunRequest } from './request.ts';
import type { Place } from './shown.ts';
import { lassoIn } from './shown.ts';

/** What came of a question, and where the fair runs stay that break the promise. */
interface Answered {
  readonly answer: LongRunAnswer;
  readonly place: Place | null;
}

const answerTo = (ground: Ground, question: number): Answered => {
  const { owesAtOnce, hasPremise, hasWrong } = ground.request.questions[question]!;
  const { sets } = ground.reach;
  const region = owing(ground, question);
  if (region === null) return { answer: { is: 'vacuous' }, place: null };
  const premise = hasPremise ? (['premise'] as const) : [];
  const placeOf = (recurring: readonly Part[]): Place | null => {
    const idle = recurring.length === 0 ? sets.common(region, ground.idle) : nothing;
    if (idle !== nothing) return { question, recurring, states: idle, isIdle: true };
    const steps = stepsOf(ground, unpaidOf(ground, question, recurring));
    const states = ground.closures.holding([region], () => hullOf(ground, steps, region));
    return states === nothing ? null : { question, recurring, states, isIdle: false };
  };
  const place = placeOf(hasWrong ? [...premise, 'wrong'] : premise);
  if (place !== null) return { answer: { is: 'broken', lasso: null }, place };
  const isMeant = !owesAtOnce || ground.closures.holding([region], () => placeOf(premise)) !== null;
  return { answer: { is: isMeant ? 'kept' : 'vacuous' }, place: null };
};

/** What becomes of every question, without a state by itself. `tuning` is for tests. */
export const longRunSymbolically = (request: LongRunRequest, tuning: Partial<Tuning> = {}): LongRun => {
  const { model, questions, budget, again } = request;
  const answers: LongRunAnswer[] = [];
  const exploration = exploreSymbolically({ model, questions: [], budget, again }, tuning, (reach) => {
    const ground = groundOf(request, reach);
    const { held } = reach.diagrams;
    for (const set of [...ground.enabled, ground.idle]) held.push(set);
    const places: Place[] = [];
    for (let i = 0; i < questions.length; i++) {
      const { answer, place } = answerTo(ground, i);
      answers.push(answer);
      if (place === null) continue;
      places.push(place);
      held.push(place.states);
    }
    // Last of all: whatever ends the search for a run that can be shown ends no search for an answer.
    for (const place of places) {
      const lasso: Lasso | null = lassoIn(ground, place, { ...usual, ...tuning });
      answers[place.question] = { is: 'broken', lasso };
    }
  });
  const { cut, states, transitions, bytes } = exploration;
  if (cut === null && answers.length < questions.length) throw new Error('a question was not answered');
  return {
    engine: 'symbolic',
    states: cut === null ? states : 0,
    transitions: cut === null ? transitions : 0,
    bytes,
    answers: questions.map((_, i) => answers[i] ?? { is: 'open', cut: cut! }),
  };
};
