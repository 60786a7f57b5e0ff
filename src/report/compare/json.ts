/** The comparison for machines: docs/json.md. */
import type { CompareReport, Divergence, PricedRun, PropertyChange, Verdict } from '../../compare/report.ts';
import { explorationOf, runOf, traceOf, unusedOf } from '../json.ts';
import type { CompareReporter } from './reporter.ts';

const verdictOf = ({ result, demanded, reason, shown }: Verdict) => ({
  result,
  demanded,
  reason,
  trace: shown && { scope: shown.run.scope, options: shown.run.options, ...traceOf(shown.trace) },
});

const changeOf = ({ id, contract, change, counts, waived, baseline, candidate }: PropertyChange) => ({
  id,
  contract,
  change,
  counts,
  waived,
  baseline: verdictOf(baseline),
  candidate: verdictOf(candidate),
});

const divergenceOf = ({ kind, sentence, guest, scope, options, hints, trace }: Divergence) => ({
  kind,
  sentence,
  guest,
  scope,
  options,
  hints,
  trace: traceOf(trace),
});

const pricedOf = ({ guest, scope, options, prices, curves, simulation }: PricedRun) => ({
  guest,
  scope,
  options,
  prices,
  curves,
  simulation,
});

const sideOf = ({ policy, claims, runs }: CompareReport['baseline']) => ({
  policy,
  claims,
  runs: runs.map(runOf),
});

export const compareJsonReporter: CompareReporter = (report, { version }) => {
  const { baseline, candidate, verdicts, behaviour, price, unfinished, unusedWaivers, exitCode } = report;
  const document = {
    tool: { name: 'hintproof', version },
    baseline: sideOf(baseline),
    candidate: sideOf(candidate),
    verdicts: verdicts.map(changeOf),
    behaviour: {
      relation: behaviour.relation,
      reason: behaviour.reason,
      runs: behaviour.runs.map(({ guest, scope, options, exploration }) => ({
        ...{ guest, scope, options },
        exploration: explorationOf(exploration),
      })),
      divergences: behaviour.divergences.map(divergenceOf),
    },
    price: { weights: price.weights, runs: price.runs.map(pricedOf) },
    unfinished,
    unusedWaivers: unusedOf(unusedWaivers),
    exitCode,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
