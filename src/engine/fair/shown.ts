/**
 * A run that can be shown, where some fair run breaks a promise: a way to a fair component, and round it until everybody
 * had his due. Not a shortest one; but every leg of it is, and it begins as near as a component is found.
 */
import type { Part } from '../../../properties/property.ts';
import { within } from '../symbolic/cuts.ts';
import { nothing } from '../symbolic/diagrams.ts';
import type { Tuning } from '../symbolic/tuning.ts';
import { Dues } from './dues.ts';
import type { Choose, Ground, Unpaid } from './ground.ts';
import { owingSteps, unpaidOf } from './ground.ts';
import type { Lasso } from './request.ts';
import type { End, Front, Step } from './tracks.ts';
import { someOf, Tracks } from './tracks.ts';

/** Where fair runs stay that break a promise. */
export interface Place {
  readonly question: number;
  /** The parts that recur in them. */
  readonly recurring: readonly Part[];
  readonly states: number;
  /** They stay in one state, and do nothing. */
  readonly isIdle: boolean;
}

/** A way from the initial state, and the state that it leads to. */
interface Stem {
  readonly steps: readonly Step[];
  readonly to: Int32Array;
}

/** Runs after so many steps: those that do not owe, and those that do. */
interface Layer {
  readonly plain: number;
  readonly owing: number;
}

const always: Choose = () => true;

/** A shortest way to one of some states, on which the run comes to owe. */
const stemTo = (ground: Ground, tracks: Tracks, question: number, goal: number): Stem => {
  const { sets, initial, diagrams } = ground.reach;
  const { held } = diagrams;
  const { owesAtOnce } = ground.request.questions[question]!;
  const { all: unpaid } = unpaidOf(ground, question, []);
  const owes = owingSteps(ground, question);
  // Whoever owes at once may do what pays now, as long as he does not later.
  const onwards = owesAtOnce ? always : unpaid;
  const waysTo = ({ plain, owing }: Layer): readonly Front[] => [
    { set: owing, by: onwards },
    { set: plain, by: owes },
  ];
  const layers: Layer[] = [];
  let next: Layer = owesAtOnce ? { plain: nothing, owing: initial } : { plain: initial, owing: nothing };
  const seen = held.push(next.plain);
  const seenOwing = held.push(next.owing);
  while (sets.common(next.owing, goal) === nothing) {
    const { plain, owing } = next;
    if (plain === nothing && owing === nothing) throw new Error('a fair component is out of reach');
    layers.push(next);
    held.push(plain);
    held.push(owing);
    const place = held.count;
    const [on, into] = waysTo(next).map((front) => {
      const image = tracks.image(front);
      held.push(image);
      return image;
    });
    const others = sets.minus(tracks.image({ set: plain, by: always }), held.at(seen));
    next = { plain: others, owing: sets.minus(sets.union(on!, into!), held.at(seenOwing)) };
    held.release(place);
    held.put(seen, sets.union(held.at(seen), next.plain));
    held.put(seenOwing, sets.union(held.at(seenOwing), next.owing));
  }
  const to = someOf(ground.reach, sets.common(next.owing, goal));
  const steps: Step[] = [];
  let isOwing = true;
  for (const layer of layers.toReversed()) {
    const fronts = isOwing ? waysTo(layer) : [{ set: layer.plain, by: always }];
    const step = tracks.into(steps.at(-1)?.before ?? to, fronts);
    isOwing = isOwing && sets.contains(layer.owing, step.before);
    steps.push(step);
  }
  held.release(seen);
  return { steps: steps.reverse(), to };
};

/**
 * A strongly connected component that no step leads into, of those that are left: it is fair. From a state it goes back
 * as long as there is a state that does not lead back.
 */
const componentAbove = (
  { reach, closures, book }: Ground,
  all: Choose,
  whole: number,
  state: Int32Array,
): number => {
  const { sets } = reach;
  const [forward, backward] = [book.chosen(all), book.backward(all)];
  return closures.holding([whole], () => {
    let home = sets.tuple(state);
    let among = whole;
    for (;;) {
      const before = closures.holding([home], () => closures.within(among, home, backward));
      const component = closures.holding([home, before], () => closures.within(before, home, forward));
      const others = sets.minus(before, component);
      if (others === nothing) return component;
      home = sets.tuple(someOf(reach, others));
      among = others;
    }
  });
};

/** A run round a component, from a state back to it: what is due is done one after the other, whatever is nearest. */
const roundOf = (
  ground: Ground,
  tracks: Tracks,
  steps: Unpaid<Choose>,
  component: number,
  home: Int32Array,
): readonly Step[] => {
  const { sets } = ground.reach;
  const dues = new Dues(ground, tracks, steps, home);
  const settling = (layer: number): End | null => {
    for (const { by, free } of dues.open) {
      const isFree = free(layer);
      if (isFree !== nothing) return { at: someOf(ground.reach, isFree), step: null };
      const targets = sets.common(component, tracks.image({ set: layer, by }));
      if (targets === nothing) continue;
      const step = tracks.into(someOf(ground.reach, targets), [{ set: layer, by }]);
      return { at: step.before, step };
    }
    return null;
  };
  const homeward = (layer: number): End | null => {
    const front = { set: layer, by: steps.all };
    if (!sets.contains(tracks.image(front), home)) return null;
    const step = tracks.into(home, [front]);
    return { at: step.before, step };
  };
  const round: Step[] = [];
  for (let at = home; ; ) {
    const isDone = dues.open.length === 0;
    const leg = tracks.walk(at, component, steps.all, isDone ? homeward : settling);
    for (const step of leg) dues.take(step);
    round.push(...leg);
    at = leg.at(-1)!.after;
    if (dues.open.length === 0 && at.every((value, level) => value === home[level])) return round;
  }
};

const lassoOf = (ground: Ground, tracks: Tracks, place: Place): Lasso => {
  const { sets, actions } = ground.reach;
  const names = (steps: readonly Step[]) => steps.map(({ action }) => actions[action]!.name);
  const { question, recurring, states, isIdle } = place;
  const first = stemTo(ground, tracks, question, states);
  if (isIdle) return { stem: names(first.steps), cycle: [], shortest: false };
  const steps = unpaidOf(ground, question, recurring);
  const component = componentAbove(ground, steps.all, states, first.to);
  ground.reach.diagrams.held.push(component);
  const stem = sets.contains(component, first.to) ? first : stemTo(ground, tracks, question, component);
  const cycle = roundOf(ground, tracks, steps, component, stem.to);
  return { stem: names(stem.steps), cycle: names(cycle), shortest: false };
};

/** A lasso that begins its loop in a place where fair runs stay; `null` if that is too much effort, or the budget ends. */
export const lassoIn = (ground: Ground, place: Place, { layers }: Pick<Tuning, 'layers'>): Lasso | null => {
  const { made, held } = ground.reach.diagrams;
  const tracks = new Tracks(ground, made + Math.max(layers.least, layers.share * made));
  const before = held.count;
  const found: Lasso[] = [];
  within(() => {
    found.push(lassoOf(ground, tracks, place));
  });
  held.release(before);
  return found[0] ?? null;
};
