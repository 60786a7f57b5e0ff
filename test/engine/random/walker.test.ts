/** Walks take the steps of the pure model, know what is enabled, and answer every question as the oracle does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { State } from '../../../model/machine.ts';
import { machineOf, readerOf } from '../../../model/machine.ts';
import type { Answer, Observer, Question } from '../../../properties/property.ts';
import { observerOf } from '../../../properties/property.ts';
import type { Model } from '../../../src/engine/model.ts';
import { Enabled } from '../../../src/engine/random/enabled.ts';
import { Seen } from '../../../src/engine/random/seen.ts';
import { Walker } from '../../../src/engine/random/walker.ts';
import { finiteProperties } from '../../finite.ts';
import type { Taken } from '../../oracle/naive.ts';
import { askedOfStep, keyOf, stepsFrom } from '../../oracle/naive.ts';
import { anyConfiguration } from '../../properties/walk.ts';
import { patienceMs, runs } from '../../runs.ts';
import { build, smallSketch } from '../random-models.ts';

/** What the oracle says of one question along a walk: at the beginning, and after each step. */
interface Told {
  readonly found: readonly boolean[];
  readonly exercised: boolean;
}

/** The oracle walks along some actions, with the memory of one question, if it has one. */
const toldAlong = (model: Model, question: Question, names: readonly string[]): Told => {
  const observer: Observer | null = observerOf(question);
  const byName = new Map(model.actions.map((action) => [action.name, action]));
  const answers: (readonly Answer[])[] = [];
  let state: State = new Map([...model.initial, ...(observer?.initial ?? [])]);
  const ofState = (): Answer => (question.is === 'state' ? question.ask(readerOf(state)) : undefined);
  answers.push([ofState()]);
  for (const name of names) {
    const [taken] = stepsFrom(state, [byName.get(name)!], observer) as [Taken];
    const ofStep = askedOfStep(question, taken);
    state = taken.after;
    answers.push([ofStep, ofState()]);
  }
  return {
    found: answers.map((some) => some.some((answer) => typeof answer === 'object')),
    exercised: answers.flat().some((answer) => answer !== undefined),
  };
};

const enabledNames = (model: Model, numbers: readonly number[]) =>
  numbers.map((number) => model.actions[number]!.name).sort();

const stateOf = (walker: Walker): State =>
  new Map(walker.model.cells.map(({ name }, i) => [name, walker.valueAt(i)]));

/** Walks along what some numbers choose, comparing everything with the oracle; how many steps that were. */
const compareAlong = (model: Model, questions: readonly Question[], numbers: readonly number[]): number => {
  const walker = new Walker(
    model,
    questions.map((question) => [question]),
  );
  const taste = {
    kindOf: ({ name }: { readonly name: string }) => name.slice(0, 4),
    weightOf: (kind: string) => 1 + (kind.charCodeAt(0) % 3),
  };
  const enabled = new Enabled(walker, taste);
  const seen = new Seen(walker.ids, model.cells.length, Infinity);
  const keys = new Set<string>();
  const reached = [walker.reset()];
  let state: State = model.initial;
  enabled.refresh();
  seen.addWhole();
  keys.add(keyOf(state));
  for (const number of numbers) {
    const steps = stepsFrom(state, model.actions, null);
    expect(enabledNames(model, enabled.all())).toEqual(steps.map(({ action }) => action.name).sort());
    const chosen = enabled.chosen(number);
    expect(chosen < 0).toBe(steps.length === 0);
    if (chosen < 0) break;
    reached.push(walker.take(chosen));
    enabled.update();
    seen.add(walker.changed, walker.changedCount);
    state = steps.find(({ action }) => action === model.actions[chosen])!.after;
    keys.add(keyOf(state));
    expect(keyOf(stateOf(walker))).toBe(keyOf(state));
    expect(seen.count).toBe(keys.size);
  }
  const taken = [...walker.taken];
  const names = taken.map((number) => model.actions[number]!.name);
  const told = questions.map((question) => toldAlong(model, question, names));
  /** A state that remains one is not reached anew. */
  const mustBeSaid = (aim: number, at: number): boolean => {
    const { found } = told[aim]!;
    return found[at]! && !(questions[aim]!.is === 'state' && at > 0 && found[at - 1]);
  };
  // All at once: one aim that is reached, if there is any.
  reached.forEach((aim, at) => {
    if (aim < 0) expect(questions.filter((_, other) => mustBeSaid(other, at))).toEqual([]);
    else expect(told[aim]!.found[at]).toBe(true);
  });
  // Each by itself: whenever it is reached.
  for (const aim of questions.keys()) {
    walker.ask((one) => one === aim);
    const alone = [walker.reset(), ...taken.map((number) => walker.take(number))];
    alone.forEach((said, at) => {
      if (said >= 0) expect([said, told[aim]!.found[at]]).toEqual([aim, true]);
      else expect(mustBeSaid(aim, at)).toBe(false);
    });
  }
  expect(walker.exercised()).toEqual(told.map(({ exercised }) => exercised));
  return taken.length;
};

const anyNumbers = (most: number) => fc.array(fc.nat(), { size: 'max', maxLength: most });

describe('a walk is one of the oracle', { timeout: patienceMs }, () => {
  it('on machines that nobody thought of', () => {
    let steps = 0;
    fc.assert(
      fc.property(smallSketch(3, 6), anyNumbers(40), (sketch, numbers) => {
        const { model, questions, observed } = build(sketch);
        const all = [...questions, ...observed.flatMap((one) => one.questions)];
        steps += compareAlong(model, all, numbers);
      }),
      runs(300),
    );
    expect(steps).toBeGreaterThan(1500);
  });

  it('on the machine of a configuration, with the questions of all properties', () => {
    let steps = 0;
    fc.assert(
      fc.property(anyConfiguration('2:2x1', '2:2x1+1x2', '3:2x2'), anyNumbers(200), (config, numbers) => {
        const machine = machineOf(config);
        const meant = finiteProperties.filter((property) => property.notMeant(config) === null);
        const questions = meant.flatMap((property) => property.questions(machine.setup));
        steps += compareAlong(machine, questions, numbers);
      }),
      runs(15),
    );
    expect(steps).toBeGreaterThan(800);
  });
});
