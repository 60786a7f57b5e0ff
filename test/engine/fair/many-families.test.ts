/** More families than a word has bits, where what matters is in a small part of the graph, which is looked at by itself. */
import { expect, it } from 'vitest';
import type { Family, RunQuestion } from '../../../properties/property.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
import { naiveGraph, naiveLongRun } from '../../oracle/long-run.ts';
import { drawn, placesOf } from './drawn.ts';

const last = 20;
/** A way from place to place; the run owes once it is in the last one, and goes to and fro there. The way out pays. */
const model = drawn({
  on: Array.from({ length: last }, (_, place) => place + 1),
  to: [...Array.from({ length: last }, () => null), last + 1],
  fro: [...Array.from({ length: last + 1 }, () => null), last],
  out: [...Array.from({ length: last }, () => null), 0],
});

const question: RunQuestion = {
  is: 'run',
  subject: 'the way out',
  concerns: () => true,
  partsOf: (sight) => {
    const { from, to } = placesOf(sight);
    if (from === last - 1) return ['owes'];
    return to === 0 ? ['pays'] : [];
  },
  owesAtOnce: false,
  hasPremise: false,
  hasWrong: false,
  finding: { expected: 'a way out', found: 'none', amiss: 'a step' },
};

const family = (is: Family['is'], name: string): Family => ({
  name,
  is,
  concerns: (action) => action.name === name,
  has: () => true,
});

it.each([0, 1, 30, 31, 32, 33, 63, 64, 95])('with %i families before the one that matters', (before) => {
  const others = Array.from({ length: before }, (_, i) => family('strong', `nobody${i}`));
  const ask = (...families: readonly Family[]) => {
    const request = { model, fairness: [...others, ...families], questions: [question] };
    const { answers } = longRunOf({ ...request, budget: unlimited });
    expect(answers.map(({ is }) => is)).toEqual(
      naiveLongRun(naiveGraph(model, request.fairness, request.questions)),
    );
    return answers[0]!;
  };
  const cycleOf = (...families: readonly Family[]) => {
    const answer = ask(...families);
    return answer.is === 'broken' ? answer.lasso!.cycle : answer.is;
  };
  // where it is not enabled, the run may rest
  expect(cycleOf(family('strong', 'out'))).toEqual([]);
  expect(cycleOf(family('strong', 'out'), family('weak', 'fro'))).toBe('kept');
  // it is not enabled all along
  expect(cycleOf(family('weak', 'out'), family('weak', 'fro'))).toEqual(['to', 'fro']);
  expect(cycleOf(family('strong', 'fro'))).toEqual([]);
  expect(cycleOf(family('strong', 'fro'), family('weak', 'to'))).toEqual(['to', 'fro']);
});
