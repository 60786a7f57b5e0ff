/** hintproof in a test suite of your own: every property that a policy must keep is a test of vitest's. */
import type { TestContext } from 'vitest';
import { beforeAll, describe, it } from 'vitest';
import type { CheckReport, CheckRequest, Planned } from './check/index.ts';
import { check, planOf } from './check/index.ts';
import { UserError } from './errors.ts';
import type { CheckOptions } from './index.ts';
import { fileWishes, usualOf } from './input/usual.ts';
import type { ReportContext } from './report/index.ts';
import { version } from './version.ts';
import { requestOf, titleOf } from './vitest/asked.ts';
import type { Verdict } from './vitest/verdict.ts';
import { verdictOf } from './vitest/verdict.ts';

/** What `hintproof check` can be told, less how it is reported. Paths are relative to the working directory. */
export interface DescribePolicyOptions extends Omit<CheckOptions, 'policies' | 'guest' | 'verbose'> {
  /** A built-in's name, the path of a module, or its URL. Default: `'any'` */
  readonly guest?: string | URL;
}

/** The worker starts, a module gets its last call, traces are written down: all that beyond the budget. */
const slackMs = 15_000;
/** Node's timers hold no more: what is longer would end at once. */
const timerMsMax = 2 ** 31 - 1;

/** The line of a stack that says where a function was called: `    at file:///…/policy.test.ts:4:1` */
const callSite = (called: (...args: never) => unknown): string => {
  const here = { stack: '' };
  Error.captureStackTrace(here, called);
  return here.stack.split('\n')[1] ?? '';
};

/** An error whose only place is that of `describePolicy` in the test: where it is thrown says nothing. */
const failure = (name: string, message: string, site: string): Error =>
  Object.assign(new Error(message), { name, stack: `${name}: ${message}\n${site}` });

/** A mistake of the user's in readable form; a defect of ours as it is. */
const readable = (error: unknown, site: string): unknown =>
  error instanceof UserError ? failure('Mistake', error.message, site) : error;

/** A command that repeats a finding says no more than it must: a configuration file may have said it already. */
const contextOf = async (request: CheckRequest): Promise<ReportContext> => {
  const usualHere = async () => usualOf(await fileWishes(undefined), undefined);
  const usual = await usualHere().catch((error: unknown) => {
    if (error instanceof UserError) return usualOf({}, undefined);
    throw error;
  });
  return { version, request, usual, traces: 'demanded', verbose: false, saved: [] };
};

const tell = async (
  verdict: Verdict,
  site: string,
  { expect, skip, annotate }: TestContext,
): Promise<void> => {
  if (verdict.is === 'failed') throw failure(verdict.name, verdict.text, site);
  if (verdict.is === 'skipped') skip(verdict.reason);
  // a suite may require that every test asserts something
  expect(verdict.is).not.toBe('failed');
  if (verdict.is === 'passed') await annotate(verdict.note);
};

/** One test a property; the check is run once, before the first of them. */
const registerTests = (request: CheckRequest, plan: readonly Planned[], site: string): void => {
  const { timeMs, callMs } = request.limits;
  let done: { readonly report: CheckReport; readonly context: ReportContext };
  beforeAll(
    async () => {
      const report = await check(request).catch((error: unknown) => {
        throw readable(error, site);
      });
      done = { report, context: await contextOf(request) };
    },
    Math.min(timeMs + callMs + slackMs, timerMsMax),
  );
  for (const planned of plan)
    it(planned.id, (test) => tell(verdictOf(planned, done.report, done.context), site, test));
};

/**
 * Registers a `describe` block with one test for every property that a policy must keep: those of `safe` and
 * `possible` and of the contracts that it claims, or those of `contracts` and `properties` in the options. They share
 * one check. A violation fails with the trace that leads there, as `hintproof check` prints it.
 *
 * @param policy a built-in's name, a path relative to the working directory, or `new URL('./mine.ts', import.meta.url)`
 * @param options what is checked, and what it may cost; empty: the whole ladder within 30 s
 */
export const describePolicy = (policy: string | URL, options: DescribePolicyOptions = {}): void => {
  const site = callSite(describePolicy);
  describe(titleOf(policy, options), async () => {
    try {
      const request = await requestOf(policy, options);
      const plan = await planOf(request);
      // what does not count is not looked for
      const asked = { ...request, contracts: [], properties: plan.map(({ id }) => id) };
      registerTests(asked, plan, site);
    } catch (error) {
      it('can be checked', () => {
        throw readable(error, site);
      });
    }
  });
};
