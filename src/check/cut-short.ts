/** What is reported of a configuration that the worker did not live to decide. */
import { policyNamed } from '../../model/policies/index.ts';
import type { properties } from '../../properties/index.ts';
import { askedOn, demandsOf } from '../results/demands.ts';
import { plannedRuns } from '../results/planned-runs.ts';
import type { CheckRequest, Chosen, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { PropertyResult, RandomResult, Run } from '../results/result.ts';

const noRuns = (request: CheckRequest): RandomResult => ({
  seed: request.random.seed,
  plannedRuns: plannedRuns(request),
  runs: 0,
  steps: 0,
  statesAtLeast: true,
  neverRan: [],
  neverTrue: [],
});

/** Nothing is known of it, and so nothing holds. */
export const cutShort = (
  request: CheckRequest,
  policy: Chosen,
  rung: Rung,
  settled: readonly string[],
  reason: string,
): Run => {
  const claims = policy.is === 'built-in' ? (policyNamed(policy.name)?.claims ?? []) : [];
  const { chosen, isDemanded } = demandsOf(request, claims);
  const result = (property: (typeof properties)[number]): PropertyResult => {
    const { id, contract, kind, sentence } = property;
    const demanded = isDemanded(property);
    return {
      id,
      contract,
      kind,
      sentence,
      demanded,
      result: 'unfinished',
      reason,
      vacuousByDesign: false,
      waived: null,
      trace: null,
    };
  };
  return {
    policy: nameOf(policy),
    claims,
    guest: nameOf(rung.guest),
    scope: rung.scope,
    topology: rung.topology,
    options: rung.options,
    exploration: {
      engine: rung.random ? 'random' : request.engine === 'symbolic' ? 'symbolic' : 'explicit',
      states: '0',
      transitions: '0',
      depth: null,
      complete: false,
      settled: false,
      seconds: 0,
      bytes: 0,
      diagram: null,
      random: rung.random ? noRuns(request) : null,
    },
    histories: [],
    longRun: null,
    seconds: 0,
    properties: askedOn(rung, chosen)
      .filter(({ id }) => !settled.includes(id))
      .map(result),
  };
};
