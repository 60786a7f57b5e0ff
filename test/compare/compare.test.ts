/** The comparison as a whole, as a program asks for it. */
import { describe, expect, it } from 'vitest';
import { check, compare } from '../../src/index.ts';

describe('a comparison', { timeout: 60_000 }, () => {
  it('says of each policy what a check says of it', async () => {
    const options = { scope: ['2:1x1', '1:2x1'], lifecycle: ['reset'], price: 'none' } as const;
    const report = await compare('first-time', 'every-event', options);
    const [baseline, candidate] = await Promise.all(
      ['first-time', 'every-event'].map((policy) =>
        check({ ...options, policies: [policy], price: undefined } as never),
      ),
    );
    const results = (runs: typeof report.baseline.runs) =>
      runs.map(({ properties }) => properties.map(({ id, result, trace }) => [id, result, trace?.length]));
    expect(results(report.baseline.runs)).toEqual(results(baseline!.runs));
    expect(results(report.candidate.runs)).toEqual(results(candidate!.runs));
    expect(report.price.runs).toEqual([]);
    const changed = report.verdicts.filter(({ change }) => change !== 'unchanged');
    expect(Object.fromEntries(changed.map(({ id, change, counts }) => [id, [change, counts]]))).toEqual({
      'first-time-only': ['broken', true],
      'first-time-hinted': ['no-longer-claimed', false],
      'hint-is-complete': ['no-longer-claimed', false],
    });
    expect(report.exitCode).toBe(1);
  });

  it('of a policy with itself finds nothing, and pays the same', async () => {
    const report = await compare('on-move', 'on-move', { scope: '2:1x1' });
    expect(report.behaviour).toMatchObject({ relation: 'equivalent', divergences: [] });
    expect(report.verdicts.every(({ change }) => change === 'unchanged')).toBe(true);
    const [priced] = report.price.runs;
    expect(priced!.prices.candidate).toEqual(priced!.prices.baseline);
    expect(priced!.curves.map(({ points }) => points.candidate)).toEqual(
      priced!.curves.map(({ points }) => points.baseline),
    );
  });

  it('takes the scopes that are named for what is to be priced, and of the ladder the first rung', async () => {
    const named = await compare('never', 'never', {
      scope: ['1:1x1', '2:1x1'],
      properties: ['no-lost-wakeup'],
    });
    expect(named.price.runs.map(({ scope }) => scope)).toEqual(['1:1x1', '2:1x1']);
    const ladder = await compare('never', 'never', { properties: ['hint-is-true'], budget: '20s' });
    expect(ladder.price.runs.map(({ scope }) => scope)).toEqual(['2:2x1']);
  });

  it('is unfinished where the budget ends it, and never equivalent', async () => {
    const report = await compare('never', 'never', { budget: '1ms' });
    expect(report.behaviour).toMatchObject({ relation: 'unfinished', reason: 'the time budget ended' });
    expect(report.exitCode).toBe(3);
  });

  it.each(['first-time', 'never'])(
    'cut after any rung says nothing that the rest might refute: %s',
    async (policy) => {
      const scope = ['1:1x1', '2:1x1', '2:2x1', '1:2x2'];
      const whole = await compare(policy, policy, { scope, price: 'none', lifecycle: ['reset'] });
      expect(whole.verdicts.every(({ change }) => change === 'unchanged')).toBe(true);
      // the two are the same: whatever is said of a change is wrong
      for (let cut = 1; cut < 2 * scope.length; cut++) {
        const controller = new AbortController();
        let runs = 0;
        const onRun = () => {
          if (++runs === cut) controller.abort();
        };
        const options = { scope, price: 'none', lifecycle: ['reset'] } as const;
        const report = await compare(policy, policy, options, { onRun }, controller.signal);
        const told = report.verdicts.filter(({ change }) => change !== 'unchanged' && change !== 'open');
        expect([cut, told.map(({ id, change }) => [id, change])]).toEqual([cut, []]);
        expect(report.verdicts.some(({ change }) => change === 'open')).toBe(true);
        expect(report.exitCode).toBe(3);
        // what was seen for both is settled
        const settled = report.verdicts.filter(({ change }) => change === 'unchanged');
        for (const { baseline, candidate } of settled)
          expect([baseline.shown === null, candidate.shown === null]).toEqual([false, false]);
      }
    },
  );

  it('of what has no events has nothing to answer', async () => {
    const report = await compare('never', 'first-time', { scope: '2:2x0', price: 'none' });
    expect(report.behaviour).toMatchObject({ relation: 'no-event', divergences: [] });
  });

  it('says how far it was shown that hints are only added', async () => {
    const report = await compare('never', 'every-event', { scope: '1:1x1', price: 'none' });
    expect(report.behaviour.relation).toBe('adds');
  });

  it('makes averages from another seed', async () => {
    const priced = async (seed: number) =>
      (await compare('first-time', 'first-time', { scope: '2:1x1', seed })).price.runs[0]!;
    const [one, other] = [await priced(1), await priced(2)];
    expect(other.simulation.seed).toBe(2);
    expect(other.prices.baseline.items.local.average).not.toEqual(one.prices.baseline.items.local.average);
    expect(other.prices.baseline.items.local.best).toEqual(one.prices.baseline.items.local.best);
  });

  it('is unfinished where it is interrupted', async () => {
    const controller = new AbortController();
    controller.abort();
    const report = await compare('first-time', 'on-miss', {}, {}, controller.signal);
    expect(report.exitCode).toBe(3);
    expect(report.behaviour.relation).toBe('unfinished');
  });

  it('of random runs alone is tried, and never equivalent', async () => {
    const options = { scope: '2:2x1', random: true, runs: 5 } as const;
    const same = await compare('every-event', 'every-event', options);
    expect(same.behaviour).toMatchObject({ relation: 'only-tried', divergences: [] });
    const other = await compare('every-event', 'never', options);
    expect(other.behaviour.relation).toBe('only-tried');
    expect(other.behaviour.divergences.length).toBeGreaterThan(0);
  });

  it('gives every divergence a run that its own machine takes, with what both answer at its end', async () => {
    const report = await compare('first-time', 'on-miss', { scope: '2:2x1', price: 'none' });
    expect(report.behaviour.relation).toBe('both');
    expect(
      report.behaviour.divergences.map(({ kind, hints, trace }) => [
        kind,
        hints,
        trace.length,
        trace.shortest,
      ]),
    ).toEqual([
      ['withholds-hint', { baseline: ['vm0.vcpu0'], candidate: null }, 2, true],
      ['withholds-empty-hint', { baseline: [], candidate: null }, 3, true],
      ['adds-hint', { baseline: null, candidate: ['vm0.vcpu1'] }, 5, true],
    ]);
  });

  it('uses either engine, and finds the same', async () => {
    const by = async (engine: 'explicit' | 'symbolic') => {
      const { verdicts, behaviour } = await compare('first-nonempty', 'running-only', {
        engine,
        scope: ['2:2x1', '2:1x2'],
        price: 'none',
      });
      return {
        verdicts: verdicts.map(({ id, change, baseline, candidate }) => [
          id,
          change,
          baseline.result,
          candidate.result,
        ]),
        behaviour: [behaviour.relation, behaviour.divergences.map(({ kind, trace }) => [kind, trace.length])],
      };
    };
    expect(await by('symbolic')).toEqual(await by('explicit'));
  });

  it('refuses what it can not do', async () => {
    await expect(compare('never', 'nevre')).rejects.toThrow("there is no policy 'nevre'");
    await expect(compare('never', 'never', { weights: { exit: '1s' } })).rejects.toThrow(
      'weights exit: found',
    );
    await expect(compare('never', 'never', { weights: { kick: '1us' } })).rejects.toThrow(
      "there is no weight 'kick'",
    );
    await expect(compare('never', 'never', { fault: 'no-kick' } as never)).rejects.toThrow(
      'a machine that is right',
    );
  });
});
