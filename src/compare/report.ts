/** What a comparison of two policies comes to, as data. */
import type { Contract } from '../../model/policies/policy.ts';
import type { Hint } from '../../model/state.ts';
import type { Kind } from '../../properties/property.ts';
import type { ExitCode } from '../results/request.ts';
import type { ExplorationResult, Result, Run, RunOptions, Trace } from '../results/result.ts';
import type { Waiver } from '../results/waivers.ts';

/** The policy as it was, and as the change makes it. */
export const sides = ['baseline', 'candidate'] as const;
export type Side = (typeof sides)[number];
export type OfBoth<T> = Readonly<Record<Side, T>>;

/** One configuration, as reports name it. */
export interface Where {
  readonly guest: string;
  readonly scope: string;
  readonly options: RunOptions;
}

// --- verdicts ---------------------------------------------------------------------------------------------------

/**
 * What the change does to a property. `no-longer-claimed`: its result is as good as before, and the candidate does not
 * promise it any more. `no-longer-exercised`: its premise does not come true any more, or what should be reached is
 * not; `newly-exercised` is the reverse. `open`: one of the two results is unfinished, and so nothing is known.
 */
export const changes = [
  'broken',
  'mended',
  'no-longer-claimed',
  'no-longer-exercised',
  'newly-exercised',
  'open',
  'unchanged',
] as const;
export type Change = (typeof changes)[number];

/** What a property comes to on the whole ladder under one of the two policies. */
export interface Verdict {
  readonly result: Result;
  readonly demanded: boolean;
  readonly reason: string | null;
  /** A shortest trace to the violation, or to the witness of a `sometimes`, and where. */
  readonly shown: { readonly run: Run; readonly trace: Trace } | null;
}

export interface PropertyChange extends OfBoth<Verdict> {
  readonly id: string;
  readonly contract: Contract;
  readonly kind: Kind;
  readonly sentence: string;
  readonly change: Change;
  /** Whether it makes the candidate worse: the candidate violates what it claims, or what the baseline claimed and kept. */
  readonly counts: boolean;
  /** The reason for which the candidate's violation is accepted; `null` if it is not. */
  readonly waived: string | null;
}

// --- behaviour --------------------------------------------------------------------------------------------------

/** What the two policies answer to the same event, if it is not the same: what the candidate does in place of the other. */
export const divergences = [
  'adds-hint',
  'adds-empty-hint',
  'withholds-hint',
  'withholds-empty-hint',
  'names-somebody',
  'names-nobody',
  'names-more',
  'names-fewer',
  'names-others',
] as const;
export type DivergenceKind = (typeof divergences)[number];

/** A kind of divergence that was found, with a shortest run that leads there. */
export interface Divergence extends Where {
  readonly kind: DivergenceKind;
  /** `The candidate sends a hint that names somebody where the baseline sends none.` */
  readonly sentence: string;
  readonly trace: Trace;
  /** What each of them answers to the last event of the trace. */
  readonly hints: OfBoth<Hint>;
}

/**
 * How the candidate's hints relate to the baseline's, over all events of all runs. `refines`: it only ever hints where
 * the baseline does, at no other VCPUs. `adds`: it hints wherever the baseline does, at no fewer. `only-tried`:
 * that is open, for random runs were all that there was. `no-event`: no event can be identified at all. `unfinished`: it is open, for a budget ended it.
 */
export type Relation = 'equivalent' | 'refines' | 'adds' | 'both' | 'no-event' | 'only-tried' | 'unfinished';

export interface Behaviour {
  readonly relation: Relation;
  /** Why it is unfinished; `null` if it is not. */
  readonly reason: string | null;
  /** Where the two were run in lockstep, in order. */
  readonly runs: readonly (Where & { readonly exploration: ExplorationResult })[];
  /** Every kind that was found, shortest trace first. */
  readonly divergences: readonly Divergence[];
}

// --- price ------------------------------------------------------------------------------------------------------

/** What is counted for each event of a device. docs/compare.md says what each means. */
export const items = ['hints', 'local', 'remote', 'ipis', 'exits', 'wake-ups', 'reprogrammings'] as const;
export type Item = (typeof items)[number];

/** The cost of one IPI, exit, wake-up or reprogramming, in nanoseconds; whole numbers. */
export type Weights = Readonly<Record<'ipi' | 'exit' | 'wakeUp' | 'reprogramming', number>>;

/**
 * What is paid for each event, in the long run, at best or at worst: the minimum or the maximum over all cycles of the
 * reachable graph, exact. (Of local injections, the most is the best.) `cycle` are the actions that are repeated for ever to pay just that, after those of `stem`.
 * `unbounded`: it is paid again and again, and no event is raised. `no-events`: no event can be raised for ever.
 */
export type Extreme =
  | {
      readonly is: 'ratio';
      readonly numerator: number;
      /** At least 1, and prime to the numerator. */
      readonly denominator: number;
      readonly stem: readonly string[];
      readonly cycle: readonly string[];
    }
  | { readonly is: 'unbounded'; readonly stem: readonly string[]; readonly cycle: readonly string[] }
  | { readonly is: 'no-events' }
  | { readonly is: 'unfinished'; readonly reason: string };

/** A mean over simulated runs, and its confidence interval of 95 %. */
export interface Average {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Priced {
  readonly best: Extreme;
  readonly worst: Extreme;
  /** `null`: the simulation was cut short, or no event was raised. */
  readonly average: Average | null;
}

/** What one policy costs in one configuration. */
export interface Price {
  readonly items: Readonly<Record<Item, Priced>>;
  /** All of it, weighted, in nanoseconds per event. */
  readonly cost: Priced;
}

/**
 * How local injections are after a VCPU has moved and its events with it, or after the events alone have moved. Point
 * `n` of a curve is the share of simulated runs in which the `n`-th injection from then on is local, counted from 1; of
 * those that came so far.
 */
export interface Curves {
  readonly after: 'migration' | 'events-move';
  readonly points: OfBoth<readonly Average[]>;
}

export interface PricedRun extends Where {
  readonly prices: OfBoth<Price>;
  readonly curves: readonly Curves[];
  /** How the averages were made. */
  readonly simulation: { readonly seed: number; readonly runs: number; readonly stepsPerRun: number };
}

// --- all of it --------------------------------------------------------------------------------------------------

export interface Compared {
  /** A built-in's name, or the path of a module, with its revision if it has one. */
  readonly policy: string;
  readonly claims: readonly Contract[];
  /** The ladder, as a check climbs it. */
  readonly runs: readonly Run[];
}

export interface CompareReport extends OfBoth<Compared> {
  readonly verdicts: readonly PropertyChange[];
  readonly behaviour: Behaviour;
  readonly price: { readonly weights: Weights; readonly runs: readonly PricedRun[] };
  /** It was interrupted, or the budget ended before the last rung. */
  readonly unfinished: boolean;
  /** The waivers for the candidate that waive nothing. */
  readonly unusedWaivers: readonly Waiver[];
  /** 1 if the change makes the candidate worse, 3 if a verdict that counts or the behaviour is open, 4 as in a check. */
  readonly exitCode: ExitCode;
}
