/** What a check can be told, by flags, in a configuration file, or by a program. Everything may be left out. */
import type { HintingMode, Lifecycle, MapMode } from '../../model/configuration.ts';
import type { Contract } from '../../model/policies/policy.ts';
import type { EngineName } from '../engine/engines.ts';
import type { CellOrderName } from '../engine/symbolic/order.ts';

/** One violation that is accepted. */
export interface WaiverConfig {
  /** The property, by id. */
  readonly property: string;
  /** A built-in's name, or the path of a module, relative to the configuration file. */
  readonly policy: string;
  /** Why it is accepted: it is shown wherever the violation is. */
  readonly reason: string;
}

/** The fields are named after the flags. Paths are relative to the configuration file. */
export interface Config {
  /**
   * Violations that are known and accepted. They are shown, and do not count. One that waives nothing is an error.
   * Default: `[]`
   */
  readonly waivers?: readonly WaiverConfig[];
  /** Built-ins' names, or paths of modules, or `revision:path`. Default: `['first-time']` */
  readonly policies?: readonly string[];
  /** A built-in's name, or the path of a module. Default: `'any'` */
  readonly guest?: string;
  /** One scope, or several: `'2:2x1'`. Default: a ladder of them. */
  readonly scope?: string | readonly string[];
  /** The path of a topology as JSON. */
  readonly topology?: string;
  readonly map?: MapMode;
  readonly hinting?: HintingMode;
  /** `false`: VCPUs are pinned. */
  readonly moves?: boolean;
  readonly lifecycle?: readonly Lifecycle[];
  /** One fault, put into the machine: a built-in's name, or the path of a module; `null`: none. */
  readonly fault?: string | null;
  /** Only these contracts are decided, and they are demanded. */
  readonly contracts?: readonly Contract[];
  /** Only these properties are decided, by id, and they are demanded. */
  readonly properties?: readonly string[];
  /** `'explicit'` enumerates states, `'symbolic'` uses decision diagrams. Default: `'auto'`, whichever is quicker. */
  readonly engine?: EngineName;
  /** The order of the cells in the diagrams. Default: `'by-owner'` */
  readonly cellOrder?: CellOrderName;
  /**
   * `true`: everything is tried on random runs, and nothing is explored exhaustively. `false`: nothing is. Left out: the
   * rungs of the ladder that are beyond exhaustive reach are.
   */
  readonly random?: boolean;
  /** From which random runs are made, a whole number. Default: 1 */
  readonly seed?: number;
  /** Random runs on each rung that has them. Default: as many as the budget has room for. */
  readonly runs?: number;
  /** For the whole check. Default: `'30s'` */
  readonly budget?: string;
  /** For the exploration. Default: `'2GiB'` */
  readonly memory?: string;
  /** Distinct memories that a policy of yours may keep. Default: 1000 */
  readonly maxMemories?: number;
  /** For one call of a module of yours. Default: `'5s'` */
  readonly callLimit?: string;
  /**
   * For `compare`: what an exit, an IPI, a wake-up and a reprogramming cost, as durations. Default:
   * `{ exit: '710ns', ipi: '0', wakeUp: '5us', reprogramming: '1us' }`
   */
  readonly weights?: Readonly<Record<string, string>>;
  /** For `compare`: which rungs are priced. Default: the first of the ladder, and every scope that is named. */
  readonly price?: 'default' | 'all' | 'none';
  /** Where reports go: `'default'`, `'json'`, `'junit=report.xml'`: docs/ci.md. Default: `['default']` */
  readonly reporters?: readonly string[];
  /** A directory into which the trace of every violation is written. */
  readonly save?: string;
  /**
   * The directory in which violations that count are kept, to be tried first the next time; `false`: none. Default:
   * `'.hintproof'`
   */
  readonly record?: string | false;
  /** Whether to show the traces of violations that are not demanded, too. Default: `'demanded'` */
  readonly traces?: TraceMode;
  /** What was explored, and how, in detail. */
  readonly verbose?: boolean;
  /** `false`: no colour, on a terminal too. */
  readonly color?: boolean;
}

export const traceModes = ['demanded', 'all'] as const;
export type TraceMode = (typeof traceModes)[number];

/** Writes down a configuration: the default export of `hintproof.config.ts`. It returns what it is given. */
export const defineConfig = (config: Config): Config => config;

/** A field with where it was set, for errors, and what its paths are relative to. */
export interface Wish<T> {
  readonly value: T;
  readonly place: string;
  readonly directory: string;
}

/** A `Config` whose every field knows where it comes from. */
export type Wishes = {
  readonly [F in keyof Config]?: Wish<NonNullable<Config[F]> | Extract<Config[F], null>>;
};

export const wishesOf = (
  config: Config,
  directory: string,
  placeOf: (field: keyof Config) => string,
): Wishes =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, { value, place: placeOf(field as keyof Config), directory }]),
  );

/** Fields that say the same thing in two ways: who sets one of them has set both. */
const together: readonly (readonly (keyof Config)[])[] = [
  ['scope', 'topology'],
  ['contracts', 'properties'],
];

/** What is said first wins. */
export const override = (first: Wishes, second: Wishes): Wishes => {
  const settled = together.filter((fields) => fields.some((field) => first[field] !== undefined)).flat();
  const left = Object.entries(second).filter(([field]) => !settled.includes(field as keyof Config));
  return { ...Object.fromEntries(left), ...first };
};
