/** The engine `auto`: enumeration while that is enough, diagrams beyond. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import { exploreAuto } from '../../src/engine/auto.ts';
import type { Budget, Progress } from '../../src/engine/budget.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { configuration } from '../configurations.ts';
import { finiteNamed } from '../finite.ts';

const asked = (scope: string, ...ids: readonly string[]) => {
  const model = machineOf(configuration(scope));
  const questions = ids.flatMap((id) => finiteNamed(id).questions(model.setup));
  return { model, questions };
};

/** Ends as soon as there are nodes of diagrams. */
const withoutDiagrams = (cut: 'time' | 'memory'): Budget => ({
  ...unlimited,
  check: ({ nodes = 0 }: Progress) => (nodes > 0 ? cut : null),
});

const lengths = ({ found }: ReturnType<typeof exploreAuto>) => found.map((one) => one?.length ?? null);

describe('engine auto', () => {
  it('enumerates what is small', () => {
    const small = { ...asked('2:2x1', 'hint-sent', 'map-faithful'), budget: unlimited };
    const { bytes: _, ...either } = exploreAuto(small);
    expect(either).toEqual((({ bytes, ...rest }) => rest)(explore(small)));
  });

  it('computes with diagrams beyond, and keeps the shortest ways that it came upon before', () => {
    const { model, questions } = asked('2:2x2', 'hint-sent', 'map-faithful', 'no-lost-wakeup');
    const either = exploreAuto({ model, questions, budget: unlimited });
    const explicit = explore({ model, questions, budget: unlimited });
    expect(either).toMatchObject({ engine: 'symbolic', complete: true, depth: null, states: 520_074n });
    expect(either.diagram).not.toBeNull();
    expect(lengths(either)).toEqual(lengths(explicit));
    expect(either.exercised).toEqual(explicit.exercised);
  });

  it('stops as soon as everything is found, however large the rest', () => {
    const request = { ...asked('3:3x2+3x2', 'hint-sent'), budget: unlimited, untilFound: true };
    expect(exploreAuto(request)).toMatchObject({ engine: 'explicit', settled: true, diagram: null });
  });

  it('says how much was enumerated where the time ends for the diagrams', () => {
    const request = asked('3:3x2+3x2', 'hint-sent', 'map-faithful');
    const cut = exploreAuto({ ...request, budget: withoutDiagrams('time') });
    expect(cut).toMatchObject({ engine: 'symbolic', complete: false, cut: 'time' });
    expect(cut.diagram).not.toBeNull();
    expect(cut.states).toBeGreaterThan(50_000);
    expect(lengths(cut).slice(0, 4)).toEqual([2, 2, 2, 2]);
    expect(lengths(cut).slice(4)).toEqual(request.questions.slice(4).map(() => null));
  });

  it('enumerates after all where the diagrams run out of memory', () => {
    const { model, questions } = asked('2:2x2', 'map-faithful');
    const either = exploreAuto({ model, questions, budget: withoutDiagrams('memory') });
    expect(either).toMatchObject({ engine: 'explicit', complete: true, states: 520_074 });
  });
});
