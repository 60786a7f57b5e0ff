/**
 * The naive oracle for questions about the long run: what must be true of the states and steps that recur for ever,
 * looked for as it is said, with nothing shared with the engine but the model and the properties.
 */
import type { Action } from '../../model/action.ts';
import type { State } from '../../model/machine.ts';
import type { Family, RunQuestion } from '../../properties/property.ts';
import { bitsOf, part } from '../../src/engine/fair/part.ts';
import { keyOf, stepsFrom } from './naive.ts';

/** A step from a state, what it is to fairness, and what it is to each question. */
export interface NaiveEdge {
  readonly from: number;
  readonly to: number;
  readonly action: string;
  readonly families: readonly Family[];
  readonly parts: readonly number[];
}

/** State 0 is the initial one. */
export interface NaiveGraph {
  readonly states: readonly State[];
  /** By state: the steps that it has. */
  readonly out: readonly (readonly NaiveEdge[])[];
  readonly fairness: readonly Family[];
  readonly questions: readonly RunQuestion[];
}

/** Every state that can be reached, and every step of it. */
export const naiveGraph = (
  model: { readonly initial: State; readonly actions: readonly Action[] },
  fairness: readonly Family[],
  questions: readonly RunQuestion[],
): NaiveGraph => {
  const numbers = new Map([[keyOf(model.initial), 0]]);
  const states: State[] = [model.initial];
  const out: NaiveEdge[][] = [];
  // It grows while it is gone through.
  for (const [from, state] of states.entries())
    out.push(
      stepsFrom(state, model.actions, null).map(({ action, after, sight }) => {
        const key = keyOf(after);
        if (!numbers.has(key)) numbers.set(key, states.push(after) - 1);
        return {
          from,
          to: numbers.get(key)!,
          action: action.name,
          families: fairness.filter((family) => family.concerns(action) && family.has(sight)),
          parts: questions.map((question) =>
            question.concerns(action) ? bitsOf(question.partsOf(sight)) : part.none,
          ),
        };
      }),
    );
  return { states, out, fairness, questions };
};

/** What is asked of a graph: the question of that number. */
interface Asked {
  readonly graph: NaiveGraph;
  readonly number: number;
}

const plays = ({ parts }: NaiveEdge, { number }: Asked, what: number): boolean =>
  (parts[number]! & what) !== 0;

const isEnabled = ({ graph }: Asked, family: Family, state: number): boolean =>
  graph.out[state]!.some(({ families }) => families.includes(family));

/** Whether a run owes after a step. A step that pays and owes pays first. */
const owesAfter = (asked: Asked, edge: NaiveEdge, owes: boolean): boolean => {
  if (asked.graph.questions[asked.number]!.owesAtOnce) return true;
  return plays(edge, asked, part.owes) || (owes && !plays(edge, asked, part.pays));
};

/** A state that a run comes to, whether it owes then, and the least number of steps that it takes. */
interface Reached {
  readonly state: number;
  readonly owes: boolean;
  readonly length: number;
}

/** Every state, with a debt and without one, as far as runs come to it so: the nearest first. */
const everyReached = (asked: Asked): readonly Reached[] => {
  const { graph, number } = asked;
  const first = { state: 0, owes: graph.questions[number]!.owesAtOnce, length: 0 };
  const reached: Reached[] = [first];
  const seen = new Set([`${first.state} ${first.owes}`]);
  for (const { state, owes, length } of reached)
    for (const edge of graph.out[state]!) {
      const next = { state: edge.to, owes: owesAfter(asked, edge, owes), length: length + 1 };
      const key = `${next.state} ${next.owes}`;
      if (!seen.has(key)) reached.push(next);
      seen.add(key);
    }
  return reached;
};

/** The parts that must recur. */
const recurring = ({ graph, number }: Asked): readonly number[] => {
  const { hasPremise, hasWrong } = graph.questions[number]!;
  return [...(hasPremise ? [part.premise] : []), ...(hasWrong ? [part.wrong] : [])];
};

type Links = ReadonlyMap<number, readonly NaiveEdge[]>;

/** The states that the links lead to from a state, itself included, but for those that were seen; the last found last. */
const gathered = (from: number, links: Links, seen: Set<number>, end: 'from' | 'to'): readonly number[] => {
  const inOrder: number[] = [];
  const path = [{ state: from, next: 0 }];
  seen.add(from);
  while (path.length > 0) {
    const top = path.at(-1)!;
    const edge = links.get(top.state)![top.next++];
    if (edge === undefined) inOrder.push(path.pop()!.state);
    else if (!seen.has(edge[end])) {
      seen.add(edge[end]);
      path.push({ state: edge[end], next: 0 });
    }
  }
  return inOrder;
};

/** Kosaraju's: the states are finished in one order, and gathered against the edges in the opposite one. */
const componentsOf = (
  states: ReadonlySet<number>,
  edges: readonly NaiveEdge[],
): readonly (readonly number[])[] => {
  const linksBy = (end: 'from' | 'to') => {
    const links = new Map([...states].map((state) => [state, [] as NaiveEdge[]]));
    for (const edge of edges) links.get(edge[end])!.push(edge);
    return links;
  };
  const finished = (() => {
    const seen = new Set<number>();
    const links = linksBy('from');
    return [...states].flatMap((state) => (seen.has(state) ? [] : gathered(state, links, seen, 'to')));
  })();
  const seen = new Set<number>();
  const links = linksBy('to');
  return finished
    .reverse()
    .flatMap((state) => (seen.has(state) ? [] : [gathered(state, links, seen, 'from')]));
};

/**
 * Whether a fair run can stay in these states for ever, along some of the edges, so that every part that must recur does.
 *
 * What recurs is within a component. The whole component may recur unless a strong family is enabled in it that is never
 * taken: then only what has no state with that family enabled. Nothing smaller does better by the weak families, or has
 * more parts. (A state that nothing leads back to is a component as well: nothing happens any more.)
 */
const hasFairLoop = (
  asked: Asked,
  states: ReadonlySet<number>,
  keeps: (edge: NaiveEdge) => boolean,
  parts: readonly number[],
): boolean => {
  const { out, fairness } = asked.graph;
  const within = (some: ReadonlySet<number>) =>
    [...some].flatMap((state) => out[state]!.filter((edge) => some.has(edge.to) && keeps(edge)));
  return componentsOf(states, within(states)).some((list) => {
    const component = new Set(list);
    const edges = within(component);
    const untaken = fairness.filter((family) => !edges.some(({ families }) => families.includes(family)));
    const isStarved = (family: Family, state: number) =>
      family.is === 'strong' && untaken.includes(family) && isEnabled(asked, family, state);
    const rest = list.filter((state) => !untaken.some((family) => isStarved(family, state)));
    if (rest.length < list.length) return rest.length > 0 && hasFairLoop(asked, new Set(rest), keeps, parts);
    return (
      untaken.every((one) => one.is === 'strong' || !list.every((state) => isEnabled(asked, one, state))) &&
      parts.every((what) => edges.some((edge) => plays(edge, asked, what)))
    );
  });
};

export type NaiveLongRun = 'broken' | 'kept' | 'vacuous';

const answerTo = (asked: Asked): NaiveLongRun => {
  const { graph, number } = asked;
  const { owesAtOnce } = graph.questions[number]!;
  const inDebt = new Set(everyReached(asked).flatMap(({ state, owes }) => (owes ? [state] : [])));
  const neverPays = (edge: NaiveEdge) => !plays(edge, asked, part.pays);
  const canRecur = (parts: readonly number[]) => hasFairLoop(asked, inDebt, neverPays, parts);
  if (canRecur(recurring(asked))) return 'broken';
  const isAboutSome = owesAtOnce
    ? canRecur(recurring(asked).filter((what) => what !== part.wrong))
    : graph.out.some((edges) => edges.some((edge) => plays(edge, asked, part.owes)));
  return isAboutSome ? 'kept' : 'vacuous';
};

/** What comes of each question. */
export const naiveLongRun = (graph: NaiveGraph): readonly NaiveLongRun[] =>
  graph.questions.map((_, number) => answerTo({ graph, number }));

// --- lassos, one by one -----------------------------------------------------------------------------------------

/** What a walk around a loop has met so far. */
interface Met {
  readonly taken: ReadonlySet<Family>;
  /** The families that are enabled, and those that are not, in some state of the walk. */
  readonly enabled: ReadonlySet<Family>;
  readonly idle: ReadonlySet<Family>;
  readonly parts: number;
}

const metIn = (asked: Asked, state: number): Met => {
  const { fairness } = asked.graph;
  const enabled = fairness.filter((family) => isEnabled(asked, family, state));
  const idle = fairness.filter((family) => !enabled.includes(family));
  return { taken: new Set(), enabled: new Set(enabled), idle: new Set(idle), parts: 0 };
};

const metAlong = (asked: Asked, met: Met, edge: NaiveEdge): Met => {
  const there = metIn(asked, edge.to);
  return {
    taken: new Set([...met.taken, ...edge.families]),
    enabled: new Set([...met.enabled, ...there.enabled]),
    idle: new Set([...met.idle, ...there.idle]),
    parts: met.parts | edge.parts[asked.number]!,
  };
};

/** Why a loop is none that breaks the promise; `null` if it is one. */
const flawOfLoop = (asked: Asked, owes: boolean, met: Met): string | null => {
  if ((met.parts & part.pays) !== 0) return 'it pays';
  if (!owes && (met.parts & part.owes) === 0) return 'it owes nothing';
  if (recurring(asked).some((what) => (met.parts & what) === 0)) return 'a part does not recur';
  const isWronged = (family: Family) =>
    !met.taken.has(family) && (family.is === 'strong' ? met.enabled.has(family) : !met.idle.has(family));
  const wronged = asked.graph.fairness.find(isWronged);
  return wronged === undefined ? null : `it is not fair to ${wronged.name}`;
};

/** Why a lasso, its actions by name, is none that breaks the promise of the question; `null` if it is one. */
export const flawOfLasso = (
  graph: NaiveGraph,
  number: number,
  { stem, cycle }: { readonly stem: readonly string[]; readonly cycle: readonly string[] },
): string | null => {
  const asked = { graph, number };
  let state = 0;
  let owes = graph.questions[number]!.owesAtOnce;
  const edgeOf = (action: string) => graph.out[state]!.find((edge) => edge.action === action);
  for (const action of stem) {
    const edge = edgeOf(action);
    if (edge === undefined) return `${action} is disabled`;
    owes = owesAfter(asked, edge, owes);
    state = edge.to;
  }
  const start = state;
  let met = metIn(asked, start);
  for (const action of cycle) {
    const edge = edgeOf(action);
    if (edge === undefined) return `${action} is disabled`;
    met = metAlong(asked, met, edge);
    state = edge.to;
  }
  return state === start ? flawOfLoop(asked, owes, met) : 'it does not close';
};

const textOf = ({ taken, enabled, idle, parts }: Met, { graph: { fairness } }: Asked): string =>
  [taken, enabled, idle].map((those) => fairness.map((one) => (those.has(one) ? 1 : 0)).join('')).join() +
  parts;

/** The length of a shortest walk that closes a lasso where a run has come to, if it is below the limit. */
const shortestLoop = (asked: Asked, { state: start, owes }: Reached, limit: number): number | null => {
  const walks = [{ state: start, met: metIn(asked, start), length: 0 }];
  const seen = new Set<string>();
  for (const { state, met, length } of walks) {
    if (length >= limit) return null;
    if (state === start && flawOfLoop(asked, owes, met) === null) return length;
    for (const edge of asked.graph.out[state]!) {
      if (plays(edge, asked, part.pays)) continue;
      const next = { state: edge.to, met: metAlong(asked, met, edge), length: length + 1 };
      const key = `${next.state} ${textOf(next.met, asked)}`;
      if (!seen.has(key)) walks.push(next);
      seen.add(key);
    }
  }
  return null;
};

/**
 * The least number of actions in a lasso that breaks the promise; `null` if there is none. It tries every closed walk that
 * meets something else than the others do: for tiny graphs and few families only.
 */
export const shortestLasso = (graph: NaiveGraph, number: number): number | null => {
  const asked = { graph, number };
  let shortest: number | null = null;
  for (const reached of everyReached(asked)) {
    const limit = shortest === null ? Infinity : shortest - reached.length;
    const loop = shortestLoop(asked, reached, limit);
    if (loop !== null) shortest = reached.length + loop;
  }
  return shortest;
};
