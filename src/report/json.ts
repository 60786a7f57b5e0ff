/** The report for machines: docs/json.md. States and transitions are decimal strings: they outgrow doubles. */
import type { PropertyResult, Run } from '../check/result.ts';
import type { Reporter } from './reporter.ts';

const propertyOf = ({ id, contract, demanded, result, reason, trace }: PropertyResult) => ({
  id,
  contract,
  demanded,
  result,
  reason,
  trace: trace && {
    length: trace.length,
    shortest: trace.shortest,
    actions: trace.actions,
    expected: trace.expected,
    found: trace.found,
  },
});

const runOf = ({ policy, guest, scope, options, exploration, properties }: Run) => {
  const { engine, states, transitions, depth, complete, seconds } = exploration;
  const { map, hinting, moves, lifecycle, fault } = options;
  return {
    policy,
    guest,
    scope,
    options: { map, hinting, moves, lifecycle, fault },
    exploration: { engine, states, transitions, depth, complete, seconds: Number(seconds.toFixed(3)) },
    properties: properties.map(propertyOf),
  };
};

export const jsonReporter: Reporter = ({ runs, exitCode }, { version }) =>
  `${JSON.stringify({ tool: { name: 'hintproof', version }, runs: runs.map(runOf), exitCode }, null, 2)}\n`;
