/** What a check comes to, as data. Everything here can be sent between threads and written as JSON. */
import type { HintingMode, Lifecycle, MapMode } from '../../model/configuration.ts';
import type { Contract } from '../../model/policies/policy.ts';
import type { Topology } from '../../model/topology.ts';
import type { Kind } from '../../properties/property.ts';
import type { Diagram, Phase } from '../engine/exploration.ts';
import type { Trace } from '../path/trace.ts';

export type { CellValue, Fair, Loop, Trace, TraceStep } from '../path/trace.ts';

export type Result =
  | 'holds'
  | 'holds-within-budget'
  | 'violated'
  | 'vacuous'
  | 'unfinished'
  | 'not-applicable';

export interface PropertyResult {
  readonly id: string;
  readonly contract: Contract;
  readonly kind: Kind;
  readonly sentence: string;
  /** Whether it counts: the exit code depends on demanded properties only. */
  readonly demanded: boolean;
  readonly result: Result;
  /** Why it is not applicable, vacuous or unfinished, or how often it was tried; `null` where there is nothing to say. */
  readonly reason: string | null;
  /** The policy declares that it makes the property's premise impossible. */
  readonly vacuousByDesign: boolean;
  /** The reason for which a violation is accepted, whether there is one or not; `null` if none would be. */
  readonly waived: string | null;
  /** The way to the violation, or to the witness of a `sometimes`. */
  readonly trace: Trace | null;
}

export interface RunOptions {
  readonly map: MapMode;
  readonly hinting: HintingMode;
  readonly moves: boolean;
  readonly lifecycle: readonly Lifecycle[];
  readonly fault: string | null;
}

export interface ExplorationResult {
  /** The explorer that gave the answer. */
  readonly engine: 'explicit' | 'symbolic' | 'random';
  /** Decimal strings: they outgrow doubles. They count the model alone, without observers. */
  readonly states: string;
  readonly transitions: string;
  readonly depth: number | null;
  readonly complete: boolean;
  /** It stopped because everything that was looked for is found. */
  readonly settled: boolean;
  readonly seconds: number;
  readonly bytes: number;
  /** What a symbolic exploration built, and where its time went. */
  readonly diagram: DiagramResult | null;
  /** What random runs did, where there was nothing else: `states` are those that they were in. */
  readonly random: RandomResult | null;
}

/** Random runs: they find what is likely, and never show that there is nothing to be found. */
export interface RandomResult {
  readonly seed: number;
  readonly plannedRuns: number;
  /** Fewer than planned where a budget cut them short, or everything was found. */
  readonly runs: number;
  readonly steps: number;
  /** There was no memory to tell more states apart: runs may have been in more. */
  readonly statesAtLeast: boolean;
  /** The actions that no run took. */
  readonly neverRan: readonly string[];
  /** The properties whose premise was never true, and the `sometimes` that were never reached, by id. */
  readonly neverTrue: readonly string[];
}

/** How long each part of a symbolic exploration took. */
export type PhaseSeconds = Readonly<Record<Phase, number>>;

export interface DiagramResult extends Diagram {
  readonly seconds: PhaseSeconds;
}

/** The exploration of the machine with what some properties remember of the run. */
export interface HistoryResult {
  /** The cells that remember. */
  readonly observers: readonly string[];
  readonly exploration: ExplorationResult;
}

/** The search for fair runs without end. */
export interface LongRunResult {
  readonly engine: 'explicit' | 'symbolic';
  /** Decimal strings, of the whole machine; "0" where a budget ended before they were known. */
  readonly states: string;
  readonly transitions: string;
  /** How many families of steps fairness speaks of. */
  readonly families: number;
  readonly seconds: number;
  readonly bytes: number;
}

export interface Run {
  readonly policy: string;
  /** What the policy promises on top of `safe` and `possible`. */
  readonly claims: readonly Contract[];
  readonly guest: string;
  /** The scope in short form, or the topology's file. */
  readonly scope: string;
  readonly topology: Topology;
  readonly options: RunOptions;
  /** `null`: nothing was explored, for records of earlier failures settled what is listed here. */
  readonly exploration: ExplorationResult | null;
  readonly histories: readonly HistoryResult[];
  /** What promises about the long run cost; `null` where none was decided. */
  readonly longRun: LongRunResult | null;
  /** The time that the whole configuration took, explorations with observers included. */
  readonly seconds: number;
  readonly properties: readonly PropertyResult[];
}
