/** How long it takes to find each fault where it shows: by exhaustive search, and by random runs. */
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { isLongRun, observerOf } from '../../properties/property.ts';
import { taste } from '../../src/decide/randomly.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { observed } from '../../src/engine/observe.ts';
import { exploreRandomly } from '../../src/engine/random/random.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { finiteNamed } from '../finite.ts';
import { faultCases } from '../model/fault-cases.ts';

export interface FaultFigures {
  readonly fault: string;
  readonly property: string;
  readonly scope: string;
  /** Of a shortest trace. */
  readonly length: number;
  /** Breadth-first, one property at a time, to the first finding. */
  readonly exhaustive: { readonly ms: number; readonly states: number };
  /** To the first finding, and until it is shortened as far as leaving out steps goes: medians over some seeds. */
  readonly random: { readonly ms: number; readonly runs: number; readonly length: number };
}

const seeds = [1, 2, 3, 4, 5];
const runsMax = 100_000;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const timed = <T>(what: () => T): { readonly value: T; readonly ms: number } => {
  const began = performance.now();
  const value = what();
  return { value, ms: performance.now() - began };
};

/** The question that is violated first. */
const searched = (machine: Machine, property: FiniteProperty): { readonly states: number } => {
  const found = property.questions(machine.setup).map((question) => {
    const observer = observerOf(question);
    const model = observer === null ? machine : observed(machine, observer);
    const explored = explore({ model, questions: [question], budget: unlimited, untilFound: true });
    return { states: explored.states, length: explored.found[0]?.length ?? Infinity };
  });
  return found.toSorted((a, b) => a.length - b.length)[0]!;
};

const tried = (machine: Machine, property: FiniteProperty, seed: number) => {
  const aims = [property.questions(machine.setup)];
  const request = { model: machine, aims, taste, seed, runs: runsMax, budget: unlimited };
  const { value, ms } = timed(() => exploreRandomly(request));
  if (!value.settled) throw new Error(`${property.id} is not violated in ${runsMax} runs`);
  return { ms, runs: value.runs, length: value.found[0]!.length };
};

const figuresOf = (
  fault: string,
  [scope, axes]: readonly [string, Short],
  id: string,
  length: number,
): FaultFigures => {
  const machine = machineOf(configuration(scope, { ...axes, fault }));
  const property = finiteNamed(id);
  const searches = seeds.map(() => timed(() => searched(machine, property)));
  const tries = seeds.map((seed) => tried(machine, property, seed));
  return {
    ...{ fault, property: id, scope, length },
    exhaustive: { ms: median(searches.map(({ ms }) => ms)), states: searches[0]!.value.states },
    random: {
      ms: median(tries.map(({ ms }) => ms)),
      runs: median(tries.map(({ runs }) => runs)),
      length: median(tries.map((one) => one.length)),
    },
  };
};

/** Measures every fault of the table, with the first property that catches it in a run that ends. */
export const faultFigures = (onFigures: (figures: FaultFigures) => void): readonly FaultFigures[] =>
  Object.entries(faultCases).flatMap(([fault, { where, breaks }]) => {
    const [first] = Object.entries(breaks).filter(([id]) => !isLongRun(propertyNamed(id)!));
    // Random runs end: they catch nothing that only shows in the long run.
    if (first === undefined) return [];
    const [id, length] = first;
    const figures = figuresOf(fault, where, id, length);
    onFigures(figures);
    return figures;
  });

const columns = (cells: readonly string[]): string =>
  cells
    .map((cell, i) => {
      const width = [29, 33, 9, 13, 7, 9, 5, 9, 7][i]!;
      return i < 3 ? cell.padEnd(width) : cell.padStart(width);
    })
    .join(' ');

export const faultHeader = columns([
  ...['fault', 'property', 'scope'],
  ...['exhaustive ms', 'states', 'random ms', 'runs', 'shortest', 'random'],
]);

export const faultLine = ({ fault, property, scope, length, exhaustive, random }: FaultFigures): string =>
  columns([
    ...[fault, property, scope],
    ...[exhaustive.ms.toFixed(1), String(exhaustive.states)],
    ...[random.ms.toFixed(1), String(random.runs), String(length), String(random.length)],
  ]);
