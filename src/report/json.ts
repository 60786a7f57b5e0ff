/** The report for machines: docs/json.md. States and transitions are decimal strings: they outgrow doubles. */
import type { CheckReport } from '../results/request.ts';
import type {
  DiagramResult,
  ExplorationResult,
  LongRunResult,
  PropertyResult,
  Run,
  Trace,
} from '../results/result.ts';
import type { Reporter } from './reporter.ts';

export const traceOf = ({
  length,
  shortest,
  actions,
  expected,
  found,
  involved,
  loop,
  foundAgainBy,
}: Trace) => ({
  length,
  shortest,
  actions,
  expected,
  found,
  involved,
  loop,
  foundAgainBy: foundAgainBy ?? null,
});

const propertyOf = ({ id, contract, demanded, result, reason, waived, trace }: PropertyResult) => ({
  id,
  contract,
  demanded,
  result,
  reason,
  waived: result === 'violated' ? waived : null,
  trace: trace && traceOf(trace),
});

const rounded = (seconds: number): number => Number(seconds.toFixed(3));

const diagramOf = ({
  nodes,
  peakNodes,
  madeNodes,
  collections,
  calls,
  relations,
  seconds,
}: DiagramResult) => ({
  nodes,
  peakNodes,
  madeNodes,
  collections,
  calls,
  relations,
  seconds: Object.fromEntries(Object.entries(seconds).map(([phase, time]) => [phase, rounded(time)])),
});

export const explorationOf = (exploration: ExplorationResult) => {
  const { engine, states, transitions, depth, complete, seconds, diagram, random } = exploration;
  const common = { engine, states, transitions, depth, complete, seconds: rounded(seconds) };
  return {
    ...common,
    ...(diagram === null ? {} : { diagram: diagramOf(diagram) }),
    ...(random === null ? {} : { random }),
  };
};

const longRunOf = ({ engine, states, transitions, families, seconds }: LongRunResult) => ({
  ...{ engine, states, transitions, families, seconds: rounded(seconds) },
});

export const runOf = (run: Run) => {
  const { policy, guest, scope, options, exploration, histories, longRun, properties } = run;
  const { map, hinting, moves, lifecycle, fault } = options;
  return {
    policy,
    guest,
    scope,
    options: { map, hinting, moves, lifecycle, fault },
    exploration: exploration && explorationOf(exploration),
    histories: histories.map(({ observers, exploration: own }) => ({ observers, ...explorationOf(own) })),
    longRun: longRun && longRunOf(longRun),
    properties: properties.map(propertyOf),
  };
};

/** The waivers that waive nothing; why each was accepted once is no matter any more. */
export const unusedOf = (waivers: CheckReport['unusedWaivers']) =>
  waivers.map(({ property, policy, place }) => ({ property, policy, place }));

export const jsonReporter: Reporter = ({ runs, unfinished, unusedWaivers, exitCode }, { version }) => {
  const document = {
    tool: { name: 'hintproof', version },
    runs: runs.map(runOf),
    unfinished,
    unusedWaivers: unusedOf(unusedWaivers),
    exitCode,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
