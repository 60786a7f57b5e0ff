/** Made-up results, so that every form of them is reported. */

import { defaultLimits } from '../../src/input/request.ts';
import type { Usual } from '../../src/input/usual.ts';
import { reporters } from '../../src/report/index.ts';
import type { ReportContext } from '../../src/report/reporter.ts';
import { lookOf } from '../../src/report/text.ts';
import { ladderFor, rungFor } from '../../src/results/ladder.ts';
import type { CheckReport, CheckRequest, ExitCode, Rung } from '../../src/results/request.ts';
import type { ExplorationResult, PropertyResult, Run, Trace } from '../../src/results/result.ts';
import { topologyOf } from '../../src/scope.ts';

const any = { is: 'built-in', name: 'any' } as const;

export const rung = (scope: string, options: Partial<Run['options']> = {}): Rung => {
  const fault = options.fault ? ({ is: 'built-in', name: options.fault } as const) : null;
  return rungFor({ scope, topology: topologyOf(scope), guest: any, fault }, options);
};

const engine = { engine: 'auto', order: 'by-owner', random: { seed: 1, runs: null } } as const;

export const usual: Usual = {
  config: null,
  guest: 'any',
  options: ladderFor({ guest: any, fault: null })[0]!.options,
  ...engine,
  isAllRandom: false,
  limits: defaultLimits,
};

export const trace: Trace = {
  length: 2,
  shortest: true,
  actions: ['raise(vm0.dev0.e0, cpu0)', 'identify(vm0.dev0.e0)'],
  initially: [
    { cell: 'busy(cpu0)', value: false },
    { cell: 'placement(vm0.vcpu0)', value: { is: 'ready', on: 'cpu0' } },
  ],
  steps: [
    {
      action: 'raise(vm0.dev0.e0, cpu0)',
      changes: [{ cell: 'event(vm0.dev0.e0)', from: { is: 'idle' }, to: { is: 'raised', on: 'cpu0' } }],
    },
    {
      action: 'identify(vm0.dev0.e0)',
      changes: [
        {
          cell: 'event(vm0.dev0.e0)',
          from: { is: 'raised', on: 'cpu0' },
          to: { is: 'identified', on: 'cpu0', hint: [] },
        },
        { cell: 'busy(cpu0)', from: false, to: true },
      ],
    },
  ],
  subject: 'vm0.dev0.e0',
  expected: 'somebody',
  found: 'nobody',
  involved: ['event(vm0.dev0.e0)'],
  loop: null,
};

export const property = (id: string, changes: Partial<PropertyResult> = {}): PropertyResult => ({
  id,
  contract: 'safe',
  kind: 'always',
  sentence: `${id} is so.`,
  demanded: true,
  result: 'holds',
  reason: null,
  vacuousByDesign: false,
  waived: null,
  trace: null,
  ...changes,
});

const exploration: ExplorationResult = {
  engine: 'explicit',
  states: '1234567',
  transitions: '99999999999999999999',
  depth: 7,
  complete: true,
  settled: false,
  seconds: 1.23456,
  bytes: 0,
  diagram: null,
  random: null,
};

export const run = (
  { scope, topology, options }: Rung,
  properties: readonly PropertyResult[],
  changes: Partial<ExplorationResult> = {},
): Run => ({
  policy: 'never',
  claims: [],
  guest: 'any',
  scope,
  topology,
  options,
  exploration: { ...exploration, ...changes },
  histories: [],
  longRun: null,
  seconds: 1.23456,
  properties,
});

export const reportOf = (runs: readonly Run[], exitCode: ExitCode = 0): CheckReport => ({
  runs,
  unfinished: exitCode === 3,
  unusedWaivers: [],
  exitCode,
});

export const contextOf = (
  rungs: readonly Rung[],
  changes: Partial<CheckRequest> = {},
  more: Partial<ReportContext> = {},
): ReportContext => ({
  version: '1.2.3',
  request: {
    policies: [{ is: 'built-in', name: 'never' }],
    rungs,
    contracts: [],
    properties: [],
    ...engine,
    limits: defaultLimits,
    waivers: [],
    ...changes,
  },
  usual,
  traces: 'demanded',
  verbose: false,
  saved: [],
  ...more,
});

export const plain = lookOf(false, 110);

export const printed = (name: string, report: CheckReport, context: ReportContext): string =>
  reporters[name]!(report, context, plain);
