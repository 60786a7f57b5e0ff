/** The report that one reads on a terminal. */
import { policyNamed } from '../../model/policies/index.ts';
import type { Contract } from '../../model/policies/policy.ts';
import { byPolicy, overall } from '../results/overall.ts';
import type { Run } from '../results/result.ts';
import { findingSection } from './finding.ts';
import { isTold, propertySections } from './properties.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { rungTable } from './rungs.ts';
import { summary } from './summary.ts';
import type { Look } from './text.ts';
import { indented, listed } from './text.ts';
import { verboseSection } from './verbose.ts';

/** What the policy claims, and what is demanded of it. */
export const demandsInWords = (claims: readonly Contract[], { request }: ReportContext): string => {
  const named = [...request.contracts, ...request.properties];
  if (named.length > 0) return `Demanded: ${listed(named)}, and nothing else.`;
  const own = claims.length === 0 ? 'It claims no contract' : `It claims ${listed(claims)}`;
  return `${own}; safe and possible are demanded of every policy.`;
};

/** The policy, and what is demanded of it. */
const heading = ({ policy, guest, claims }: Run, context: ReportContext, look: Look): readonly string[] => {
  const { paint, width } = look;
  const builtIn = context.request.policies.some((one) => one.is === 'built-in' && one.name === policy);
  const summary = builtIn ? policyNamed(policy)?.summary : undefined;
  return [
    `${paint.bold(policy)}, under guest ${guest}`,
    ...(summary === undefined ? [] : indented(`It ${summary}.`, 2, width)),
    ...indented(demandsInWords(claims, context), 2, width),
    '',
  ];
};

const policySection = (runs: readonly Run[], context: ReportContext, look: Look): readonly string[] => {
  const all = overall(runs);
  const findings = all.filter((one) => isTold(one, context));
  return [
    ...heading(runs[0]!, context, look),
    ...rungTable(context.request, runs, look),
    '',
    ...(context.verbose ? [...runs.flatMap((run) => verboseSection(run, look)), ''] : []),
    ...propertySections(all, context, look),
    ...findings.flatMap((one) => findingSection(one, context, look)),
  ];
};

export const defaultReporter: Reporter = (report, context, look) =>
  [
    ...byPolicy(report.runs).flatMap((runs) => policySection(runs, context, look)),
    ...summary(report, context, look),
    '',
  ].join('\n');
