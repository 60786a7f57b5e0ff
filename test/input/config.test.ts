import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/input/config.ts';
import { override, wishesOf } from '../../src/input/config.ts';
import { requestFrom } from '../../src/input/request.ts';
import { plannedRuns } from '../../src/results/planned-runs.ts';

const wishes = (config: Config) => wishesOf(config, process.cwd(), (field) => `the ${field}`);
const request = (config: Config) => requestFrom(wishes(config));

describe('what is said first', () => {
  it('wins, field by field', () => {
    const both = override(wishes({ map: 'on-move' }), wishes({ map: 'on-dispatch', hinting: 'atomic' }));
    expect(both).toMatchObject({ map: { value: 'on-move' }, hinting: { value: 'atomic' } });
  });

  it('wins with its other half', () => {
    const both = override(
      wishes({ scope: '1:1x1', contracts: [] }),
      wishes({ topology: 't', properties: ['p'] }),
    );
    expect(Object.keys(both).sort()).toEqual(['contracts', 'scope']);
  });
});

describe('a request', () => {
  it('is the whole ladder for first-time if nothing is said', async () => {
    const { policies, rungs, contracts, properties, limits } = await request({});
    expect(policies).toEqual([{ is: 'built-in', name: 'first-time' }]);
    expect(rungs.length).toBeGreaterThan(5);
    expect(rungs.every(({ guest }) => guest.is === 'built-in' && guest.name === 'any')).toBe(true);
    expect({ contracts, properties }).toEqual({ contracts: [], properties: [] });
    expect(limits).toEqual({ timeMs: 30_000, memoryBytes: 2 ** 31, callMs: 5_000, maxMemories: 1_000 });
  });

  it('has the ladder with an axis fixed, without a scope', async () => {
    const { rungs } = await request({ map: 'on-dispatch' });
    expect(rungs.every(({ options }) => options.map === 'on-dispatch')).toBe(true);
    expect(rungs.some(({ options }) => options.lifecycle.length > 0)).toBe(true);
  });

  it('tries on random runs what is beyond exhaustive reach, everything, or nothing', async () => {
    const ladder = (await request({})).rungs;
    const beyond = ladder.filter(({ random }) => random);
    expect(beyond.length).toBeGreaterThan(1);
    expect(ladder.slice(-beyond.length)).toEqual(beyond);
    const all = (await request({ random: true })).rungs;
    expect(all).toEqual(ladder.map((one) => ({ ...one, random: true })));
    const none = (await request({ random: false })).rungs;
    expect(none).toEqual(ladder.slice(0, -beyond.length));
    const randomOf = async (random?: boolean) =>
      (await request({ scope: '1:1x1', ...(random === undefined ? {} : { random }) })).rungs[0]!.random;
    expect([await randomOf(), await randomOf(true), await randomOf(false)]).toEqual([false, true, false]);
  });

  it('has one seed and no number of runs, unless they are said', async () => {
    expect((await request({})).random).toEqual({ seed: 1, runs: null });
    expect((await request({ seed: 0, runs: 7 })).random).toEqual({ seed: 0, runs: 7 });
  });

  it('plans as many random runs as the budget is sure to have room for', async () => {
    const planned = async (config: Config) => plannedRuns(await request(config));
    expect(await planned({ scope: '1:1x1' })).toBe(500);
    expect(await planned({ scope: '1:1x1', budget: '60s' })).toBe(1000);
    expect(await planned({ scope: ['1:1x1', '2:1x1'], policies: ['never', 'on-miss'] })).toBe(125);
    expect(await planned({ scope: '1:1x1', budget: '1ms' })).toBe(1);
    expect(await planned({ scope: '1:1x1', runs: 3, budget: '1ms' })).toBe(3);
  });

  it('has a rung for each scope, with the defaults of the other axes', async () => {
    const { rungs } = await request({ scope: ['1:1x1', '2:1x1', '1:1x1'], lifecycle: ['masking', 'reset'] });
    const options = {
      map: 'on-move',
      hinting: 'interleaved',
      moves: true,
      lifecycle: ['reset', 'masking'],
      fault: null,
    };
    expect(rungs).toMatchObject([
      { scope: '1:1x1', options },
      { scope: '2:1x1', options },
    ]);
  });

  it('asks for everything once', async () => {
    const once = await request({ policies: ['never', 'never'], properties: ['isolation', 'isolation'] });
    expect(once.policies).toHaveLength(1);
    expect(once.properties).toEqual(['isolation']);
  });

  it.each([
    [{ guest: 'all' }, "the guest: there is no guest 'all'"],
    [{ policies: [''] }, "the policies: there is no policy ''"],
    [{ maxMemories: 0 }, 'the maxMemories: found 0'],
    [{ fault: 'x' }, "the fault: there is no fault 'x'"],
    [{ budget: 'x' }, "the budget: found 'x'"],
  ])('names the place of a mistake: %j', async (config, message) =>
    expect(request(config)).rejects.toThrow(message),
  );
});
