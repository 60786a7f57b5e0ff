/** What is planned is what is decided and demanded: known without exploring. */
import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../src/check/index.ts';
import { check, planOf } from '../../src/check/index.ts';
import type { Config } from '../../src/input/config.ts';
import { wishesOf } from '../../src/input/config.ts';
import { requestFrom } from '../../src/input/request.ts';
import { directoryWith } from '../cli/command.ts';

const requestOf = (config: Config): Promise<CheckRequest> =>
  requestFrom(wishesOf(config, process.cwd(), (field) => field));

const idsOf = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id);

describe('the plan', () => {
  it.each<[string, Config]>([
    ['first-time', { policies: ['first-time'] }],
    ['a policy that claims nothing', { policies: ['never'] }],
    ['several scopes', { scope: ['2:2x1', '1:1x1'] }],
    ['a contract', { contracts: ['locality'] }],
    ['properties', { properties: ['no-stale-hint', 'hint-sent'] }],
    ['a contract and a property', { contracts: ['claim-1'], properties: ['hint-sent'] }],
  ])('of %s is what a check demands', async (_, config) => {
    const request = await requestOf({ scope: '1:1x1', ...config });
    const { runs } = await check(request);
    const demanded = runs[0]!.properties.filter((one) => one.demanded);
    expect(demanded.length).toBeGreaterThan(0);
    expect(idsOf(await planOf(request))).toEqual(idsOf(demanded));
  });

  it('knows what a module claims, and asks nothing of it', async () => {
    const directory = directoryWith({
      'claims.mjs': `export default {
        name: 'claims', claims: ['locality'], decide: () => { throw new Error('it is asked') } }`,
    });
    const request = await requestOf({ policies: [`${directory}/claims.mjs`] });
    const ids = idsOf(await planOf(request));
    expect(ids).toContain('no-stale-hint');
    expect(ids).not.toContain('first-time-only');
  });

  it('is not bound to the time that the check may take', async () => {
    expect(await planOf(await requestOf({ budget: '1ms' }))).not.toEqual([]);
  });

  it('ends at a module that never returns', async () => {
    const directory = directoryWith({ 'endless.mjs': 'for (;;);\nexport default {}' });
    const request = await requestOf({ policies: [`${directory}/endless.mjs`], callLimit: '200ms' });
    await expect(planOf(request)).rejects.toThrow('while loading: has not returned for 0.2 s');
  });
});
