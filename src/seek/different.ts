/**
 * Different ways to one finding: different in which actions are taken, not in their order.
 *
 * A way that is different from one that is known does without one of its actions. So for each of its actions a
 * shortest way is looked for in the machine that lacks that action; each that is found is treated in the same way. The
 * shortest of what is open is the next one (a hitting-set tree: R. Reiter, "A Theory of Diagnosis from First
 * Principles", 1987). Where no search was cut short, none that is left is shorter.
 */
import type { Question } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import { upToDepth, upToStates } from '../engine/budget.ts';
import { explore } from '../engine/explicit.ts';
import type { Model } from '../engine/model.ts';
import { actionsAlong } from '../path/replay.ts';

export interface Way {
  readonly question: Question;
  /** By name. */
  readonly actions: readonly string[];
}

/** A question, and the model in which it is asked: with what must be remembered to answer it. */
export interface Asked {
  readonly question: Question;
  readonly model: Model;
}

interface Node {
  /** The actions that it does without. */
  readonly without: ReadonlySet<string>;
  readonly way: Way;
}

export interface Different {
  /** The first one given first, then by their lengths. */
  readonly ways: readonly Way[];
  /** There are no others than these, or there is room for no more; `false`: a budget ended the search. */
  readonly isComplete: boolean;
}

/** What one of the searches may cost: they are many. */
const statesMax = 300_000;

interface Searched {
  readonly way: Way | null;
  readonly isComplete: boolean;
}

/** A shortest way to a finding of any of the questions, with some of the actions, if it is no longer than that. */
const shortestWith = (
  asked: readonly Asked[],
  isAllowed: (action: string) => boolean,
  lengthMax: number,
  budget: Budget,
): Searched => {
  let best: Way | null = null;
  let isComplete = true;
  for (const { question, model } of asked) {
    const fewer = { ...model, actions: model.actions.filter(({ name }) => isAllowed(name)) };
    // As deep as the best way is long, there is no better one.
    const depthMax: number = best === null ? lengthMax : best.actions.length - 1;
    const few = upToStates(upToDepth(budget, depthMax), statesMax).budget;
    const exploration = explore({ model: fewer, questions: [question], budget: few, untilFound: true });
    const { complete, settled, depth } = exploration;
    const [found] = exploration.found;
    const actions = found && actionsAlong(fewer, found).map(({ name }) => name);
    if (actions && actions.length <= depthMax) best = { question, actions };
    isComplete &&= complete || settled || depth > depthMax;
  }
  return { way: best, isComplete };
};

/** A way that is no longer, and takes no action that it could do without. Few actions make a small machine. */
const sparing = (asked: readonly Asked[], way: Way, budget: Budget): Way => {
  const own = new Set(way.actions);
  for (const spared of own) {
    const isAllowed = (action: string) => action !== spared && own.has(action);
    const found = shortestWith(asked, isAllowed, way.actions.length, budget).way;
    if (found !== null) return sparing(asked, found, budget);
  }
  return way;
};

const holdsAll = (actions: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...others].every((one) => actions.has(one));

const keyOf = (without: ReadonlySet<string>): string => [...without].sort().join('\n');

/** The position of the shortest; the first of several. */
const shortestIn = (nodes: readonly Node[]): number =>
  nodes.reduce((best, { way }, i) => (way.actions.length < nodes[best]!.way.actions.length ? i : best), 0);

/**
 * Up to `count` ways to a finding, the known one first, or one in its place that is no longer and takes fewer actions. No
 * way takes all the actions of one before it.
 */
export const differentWays = (
  asked: readonly Asked[],
  known: Way,
  count: number,
  budget: Budget,
): Different => {
  const open: Node[] = [{ without: new Set(), way: known }];
  const seen = new Set<string>();
  const found: Way[] = [];
  const looked: Node[] = [];
  let isComplete = true;
  while (open.length > 0) {
    const [node] = open.splice(shortestIn(open), 1);
    const way = sparing(asked, node!.way, budget);
    const own = new Set(way.actions);
    const { without } = node!;
    if (!found.some((one) => holdsAll(own, new Set(one.actions)))) found.push(way);
    if (found.length === count) break;
    looked.push({ without, way });
    for (const action of own) {
      const less = new Set([...without, action]);
      if (seen.has(keyOf(less))) continue;
      seen.add(keyOf(less));
      // A way that was a shortest without some of these actions, and takes none of the others, is one here, too.
      const again = [...looked, ...open].find(
        (one) => holdsAll(less, one.without) && !one.way.actions.some((name) => less.has(name)),
      );
      const searched = again
        ? { way: again.way, isComplete: true }
        : shortestWith(asked, (name) => !less.has(name), Infinity, budget);
      isComplete &&= searched.isComplete;
      if (searched.way !== null) open.push({ without: less, way: searched.way });
    }
  }
  return { ways: found, isComplete };
};
