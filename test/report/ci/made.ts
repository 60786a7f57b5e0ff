/** Made-up checks and comparisons of every sort. */
import fc from 'fast-check';
import { exitCodeOf as exitCodeOfComparison } from '../../../src/compare/exit-code.ts';
import type { CompareReport } from '../../../src/compare/report.ts';
import { verdictsOf } from '../../../src/compare/verdicts.ts';
import { defaultWeights } from '../../../src/input/compare-request.ts';
import type { CompareContext } from '../../../src/report/compare/index.ts';
import type { ReportContext } from '../../../src/report/reporter.ts';
import { exitCodeOf } from '../../../src/results/exit-code.ts';
import type { CheckReport } from '../../../src/results/request.ts';
import type { PropertyResult, Result, Run } from '../../../src/results/result.ts';
import { contextOf, property, run, rung, trace } from '../reports.ts';

export const rungs = [rung('2:2x1'), rung('2:2x1+1x1', { moves: false })];

/** A name of a file in which everything is that any format could take for its own. */
export const hostile = `p/<a>&"b',c:%0A {0} [d](e)]]>--\u0007\u001b[31m\ud800\uffff\n::error::f.ts`;

const moduleAt = (file: string) =>
  ({
    is: 'module',
    bundle: { file, revision: null, kind: 'policy', code: '', map: '{}', hash: 'abc', inputs: [] },
  }) as const;

/** The context of a check of one module. */
export const contextFor = (policy: string): ReportContext =>
  contextOf(rungs, { policies: [moduleAt(policy)] });

/** A property that has that result, with what goes with it. */
export const resulting = (id: string, result: Result, more: Partial<PropertyResult> = {}): PropertyResult =>
  property(id, {
    result,
    reason: ['holds', 'violated'].includes(result) ? null : `why ${id}`,
    trace: result === 'violated' ? trace : null,
    ...more,
  });

/** The runs of a policy, one on each rung. */
export const runsOf = (policy: string, ...on: readonly (readonly PropertyResult[])[]): readonly Run[] =>
  on.map((properties, i) => ({ ...run(rungs[i]!, properties), policy }));

/** What the check comes to. */
export const checkedOf = (runs: readonly Run[], unfinished = false): CheckReport => ({
  runs,
  unfinished,
  unusedWaivers: [],
  exitCode: exitCodeOf(runs, unfinished),
});

const results: readonly Result[] = [
  'holds',
  'holds-within-budget',
  'violated',
  'vacuous',
  'unfinished',
  'not-applicable',
];

/** What becomes of one property on some rungs: whether it counts is the same on all of them. */
const someResults = (id: string): fc.Arbitrary<readonly PropertyResult[]> =>
  fc
    .tuple(
      fc.tuple(...rungs.map(() => fc.constantFrom(...results))),
      fc.record({ demanded: fc.boolean(), vacuousByDesign: fc.boolean() }),
    )
    .map(([on, more]) => on.map((result) => resulting(id, result, more)));

/** Runs of a policy in which any property may come to anything on any rung. */
export const someRuns = (policy: string): fc.Arbitrary<readonly Run[]> =>
  fc
    .tuple(fc.integer({ min: 0, max: rungs.length }), ...['p', 'q', 'r'].map(someResults))
    .map(([n, ...all]) => runsOf(policy, ...rungs.slice(0, n).map((_, i) => all.map((on) => on[i]!))));

/** What a comparison comes to; the reasons of waivers by property. */
export const comparedOf = (
  before: readonly Run[],
  after: readonly Run[],
  more: Partial<CompareReport> = {},
  waivers: Readonly<Record<string, string>> = {},
): CompareReport => {
  const verdicts = verdictsOf(
    { baseline: { runs: before, unfinished: false }, candidate: { runs: after, unfinished: false } },
    (id) => waivers[id] ?? null,
  );
  const side = (runs: readonly Run[], policy: string) => ({
    policy: runs[0]?.policy ?? policy,
    claims: [],
    runs,
  });
  const behaviour = { relation: 'equivalent', reason: null, runs: [], divergences: [] } as const;
  const accepted = after.map((one) => ({
    ...one,
    properties: one.properties.map((own) => (own.id in waivers ? { ...own, demanded: false } : own)),
  }));
  return {
    baseline: side(before, 'before'),
    candidate: side(after, 'after'),
    verdicts,
    behaviour,
    price: { weights: defaultWeights, runs: [] },
    unfinished: false,
    unusedWaivers: [],
    exitCode: exitCodeOfComparison(verdicts, behaviour, accepted, false),
    ...more,
  };
};

export const compareContextFor = (candidate: string): CompareContext => {
  const { request, usual, version, verbose } = contextFor(candidate);
  const { policies, ...asked } = request;
  return {
    ...{ usual, version, verbose },
    request: {
      ...asked,
      baseline: { is: 'built-in', name: 'first-time' },
      candidate: policies[0]!,
      priced: 'default',
      weights: defaultWeights,
    },
  };
};
