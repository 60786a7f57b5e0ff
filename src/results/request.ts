/** What is asked of a check, as data: everything here can be sent to a worker thread. */
import type { Contract } from '../../model/policies/policy.ts';
import type { Topology } from '../../model/topology.ts';
import type { EngineName } from '../engine/engines.ts';
import type { CellOrderName } from '../engine/symbolic/order.ts';
import type { Bundle } from '../modules/index.ts';
import type { Run, RunOptions } from './result.ts';
import type { Waiver } from './waivers.ts';

/** A policy, a guest or a fault: one of ours by its name, or a module of the user's. */
export type Chosen =
  | { readonly is: 'built-in'; readonly name: string }
  | { readonly is: 'module'; readonly bundle: Bundle };

/** The name under which it is reported: a module's is its path. */
export const nameOf = (chosen: Chosen): string => (chosen.is === 'module' ? chosen.bundle.file : chosen.name);

/** One configuration to check, less the policy. */
export interface Rung {
  /** The scope in short form, or the topology's file. */
  readonly scope: string;
  readonly topology: Topology;
  readonly guest: Chosen;
  /** The fault in the machine, which `options` has by its name. */
  readonly fault: Chosen | null;
  readonly options: RunOptions;
  /** Whether it is tried on random runs; else it is explored exhaustively. */
  readonly random: boolean;
  /** Promises about the long run are not asked there: that would take too long, whatever the policy. */
  readonly finiteOnly: boolean;
  /** What this rung can show that those below could not; empty if the user chose the configuration. */
  readonly shows: string;
}

/** What random runs are made from, on the rungs that have them. */
export interface RandomWish {
  readonly seed: number;
  /** How many on each rung; `null`: as many as the time budget is sure to have room for. */
  readonly runs: number | null;
}

export interface Limits {
  /** For the whole check, in milliseconds. */
  readonly timeMs: number;
  /** For the exploration's own tables, in bytes. */
  readonly memoryBytes: number;
  /** For one call of a user's module, in milliseconds. */
  readonly callMs: number;
  /** Distinct memories that a user's policy may keep. */
  readonly maxMemories: number;
}

export interface CheckRequest {
  readonly policies: readonly Chosen[];
  /** Climbed in order; a property that is violated on a rung is not looked for on the next ones. */
  readonly rungs: readonly Rung[];
  /** Only these contracts are decided, and they are demanded; empty: all are decided, those claimed are demanded. */
  readonly contracts: readonly Contract[];
  /** Only these properties are decided, and they are demanded; empty: all. */
  readonly properties: readonly string[];
  readonly engine: EngineName;
  /** How the symbolic explorer orders the cells. */
  readonly order: CellOrderName;
  readonly random: RandomWish;
  readonly limits: Limits;
  /** Violations that are accepted. */
  readonly waivers: readonly Waiver[];
}

export interface CheckProgress {
  readonly policy: string;
  readonly scope: string;
  /** What is being explored: the machine, or the machine with an observer. */
  readonly phase: string;
  readonly states: number;
  readonly statesPerSecond: number;
  /** States reached and not yet expanded: the queue. */
  readonly waiting: number;
  readonly depth: number;
  /** Nodes of decision diagrams; 0 where states are enumerated. */
  readonly nodes: number;
  /** Random runs; 0 where there are none. */
  readonly runs: number;
  readonly bytes: number;
  readonly msLeft: number;
}

/** Called as the check goes on, on the main thread. */
export interface CheckEvents {
  readonly onRunStart?: (policy: string, rung: Rung) => void;
  readonly onProgress?: (progress: CheckProgress) => void;
  readonly onRun?: (run: Run, rung: Rung) => void;
}

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 70;

export interface CheckReport {
  readonly runs: readonly Run[];
  /** It was interrupted, or the budget ended before the last rung. */
  readonly unfinished: boolean;
  /** The waivers that waive nothing, as far as this check can know. */
  readonly unusedWaivers: readonly Waiver[];
  readonly exitCode: ExitCode;
}
