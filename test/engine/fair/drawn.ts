/** Models that are drawn as graphs, and fairness and questions out of thin air, for any model whose values are numbers. */
import fc from 'fast-check';
import type { Action, Cell, Read } from '../../../model/action.ts';
import { disabled } from '../../../model/action.ts';
import type { Family, RunQuestion, Sight } from '../../../properties/property.ts';
import { part } from '../../../src/engine/fair/part.ts';
import type { Model } from '../../../src/engine/model.ts';
import { partsIn } from './parts.ts';

/** Where each action leads, by the place that it is taken in; `null`: it is not enabled there. */
export type Drawing = Readonly<Record<string, readonly (number | null)[]>>;

const place: Cell<{ readonly number: number }> = { name: 'place', kind: 'cell', owner: null, cluster: null };

/** The place that a step leaves, and the one that it leads to. */
export const placesOf = ({ before, after }: Pick<Sight, 'before' | 'after'>) => ({
  from: before(place).number,
  to: after(place).number,
});

/** The model of a drawing. It begins in place 0. */
export const drawn = (drawing: Drawing): Model => ({
  cells: [place],
  initial: new Map([[place.name, { number: 0 }]]),
  actions: Object.entries(drawing).map(
    ([name, leads], i): Action => ({
      label: { is: 'reset', vm: `vm${i}` },
      name,
      owner: `vm${i}`,
      touches: [place],
      step: (read) => {
        const number = leads[read(place).number] ?? null;
        return number === null ? disabled : { writes: [[place, { number }]], announces: undefined };
      },
    }),
  ),
});

/** A look at one cell, before a step or after it. */
interface Look {
  readonly cell: number;
  readonly isAfter: boolean;
}

interface FamilySketch extends Look {
  readonly is: Family['is'];
  /** The actions that it concerns, as bits. */
  readonly concerns: number;
  /** The values with which a step belongs to it, as bits. */
  readonly allowed: number;
}

interface QuestionSketch extends Look, Pick<RunQuestion, 'owesAtOnce' | 'hasPremise' | 'hasWrong'> {
  /** By action, by value: what the step is. An action that has no such list is not concerned. */
  readonly parts: readonly (readonly number[])[];
}

/** Fairness and questions, for models with whatever cells and actions. */
export interface AimSketch {
  readonly families: readonly FamilySketch[];
  /** As many families stand between any two of them, and have no step. */
  readonly between: number;
  readonly questions: readonly QuestionSketch[];
}

export interface Aim {
  readonly fairness: readonly Family[];
  readonly questions: readonly RunQuestion[];
}

const has = (bits: number, bit: number): boolean => ((bits >> bit) & 1) === 1;

/** The fairness and the questions of a sketch, for a model: new functions every time. */
export const aimAt = ({ cells, actions }: Model, sketch: AimSketch): Aim => {
  const numberOf = ({ name }: Action) => actions.findIndex((action) => action.name === name);
  const valueAt = ({ before, after }: { before: Read; after: Read }, { cell, isAfter }: Look): number =>
    ((isAfter ? after : before)(cells[cell % cells.length]!) as { number: number }).number;
  const between = Array.from(
    { length: sketch.between },
    (_, i): Family => ({
      name: `nobody${i}`,
      is: has(i, 0) ? 'weak' : 'strong',
      concerns: () => has(i, 1),
      has: () => false,
    }),
  );
  return {
    fairness: sketch.families.flatMap((family, i): readonly Family[] => [
      ...between,
      {
        name: `family${i}`,
        is: family.is,
        concerns: (action) => has(family.concerns, numberOf(action)),
        has: (sight) => has(family.allowed, valueAt(sight, family)),
      },
    ]),
    questions: sketch.questions.map((question): RunQuestion => {
      const { owesAtOnce, hasPremise, hasWrong, parts } = question;
      const bitsOf = (action: Action) => parts[numberOf(action)] ?? [];
      return {
        is: 'run',
        subject: 'all',
        concerns: (action) => bitsOf(action).length > 0,
        partsOf: (sight) => partsIn(bitsOf(sight.action)[valueAt(sight, question)] ?? part.none),
        owesAtOnce,
        hasPremise,
        hasWrong,
        finding: { expected: 'another run', found: 'this one', amiss: 'a step' },
      };
    }),
  };
};

const look = { cell: fc.nat(63), isAfter: fc.boolean() };

const sizes = [1, 2, 3, 4, 5, 6];
const most = Math.max(...sizes);

/** Most steps belong to the family of their action. */
const allowed = fc.oneof(
  { weight: 1, arbitrary: fc.constant(2 ** most - 1) },
  { weight: 2, arbitrary: fc.nat(2 ** most - 1) },
);

/** Most families concern one action or two. */
const concerns = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => (1 << a) | (1 << b)) },
  { weight: 1, arbitrary: fc.nat(2 ** 10 - 1) },
);

/** A step that pays makes an end of every loop: few do. */
const anyPart = fc.oneof(
  { weight: 10, arbitrary: fc.constant(part.none) },
  ...[part.owes, part.premise, part.wrong, part.premise + part.wrong].map((what) => ({
    weight: 3,
    arbitrary: fc.constant(what),
  })),
  { weight: 2, arbitrary: fc.nat(15) },
);

export const aimSketch: fc.Arbitrary<AimSketch> = fc.record({
  families: fc.array(fc.record({ ...look, is: fc.constantFrom('weak', 'strong'), concerns, allowed }), {
    maxLength: 4,
  }),
  between: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(15, 31) },
  ),
  questions: fc.array(
    fc.record({
      ...look,
      owesAtOnce: fc.boolean(),
      hasPremise: fc.boolean(),
      hasWrong: fc.boolean(),
      parts: fc.array(fc.array(anyPart, { maxLength: most, size: 'max' }), { minLength: 5, maxLength: 10 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** A drawing of a few places. Actions may lead back to where they are taken, or two of them to the same place. */
export const anyDrawing: fc.Arbitrary<Drawing> = fc.constantFrom(...sizes).chain((places) => {
  const lead = fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.nat(places - 1) },
  );
  const leads = fc.array(lead, { minLength: places, maxLength: places });
  return fc
    .array(leads, { minLength: 1, maxLength: 7, size: 'max' })
    .map((all) => Object.fromEntries(all.map((one, i) => [`action${i}`, one])));
});
