import { describe, expect, it } from 'vitest';
import { instantiatePolicy } from '../../src/modules/index.ts';
import { bundleOf, contextWith, errorOf, eventWith, guestFrom, policyFrom } from './modules.ts';

const remedy = "  Write export default definePolicy({ … }), with import { definePolicy } from 'hintproof'.";
const decide = 'decide: () => ({ hint: null, memory: null })';

describe("a policy's definition", () => {
  it('gets defaults, and its path for a name', async () => {
    const policy = await policyFrom(`export default { name: 'first-time', ${decide} }`);
    expect(policy).toMatchObject({ claims: [], makesVacuous: [], initial: null });
    expect(policy.name).toMatch(/policy\.ts$/);
    expect(Object.keys(policy)).not.toContain('onMove');
    expect(Object.keys(policy)).not.toContain('summary');
  });

  it('is taken over as it is', async () => {
    const policy = await policyFrom(`
      import { definePolicy } from 'hintproof'
      export default definePolicy({ name: 'x', summary: 'a sentence', claims: ['claim-1', 'live'],
        makesVacuous: ['hint-empty'], initial: { b: [1, -0], a: 'x' }, ${decide}, onMove: (memory) => memory })`);
    expect(policy).toMatchObject({
      summary: 'a sentence',
      claims: ['claim-1', 'live'],
      makesVacuous: ['hint-empty'],
    });
    expect(JSON.stringify(policy.initial)).toBe('{"a":"x","b":[1,0]}');
    expect(policy.initial).toStrictEqual({ a: 'x', b: [1, 0] });
    expect(Object.isFrozen(policy.initial)).toBe(true);
    expect(policy.onMove?.(1, { vcpu: 'vm0.vcpu0', from: null, to: 'cpu0' })).toBe(1);
  });

  it.each([
    ['null', `policy.ts: default export: found null\n${remedy}`],
    ['() => 0', `policy.ts: default export: found a function\n${remedy}`],
    ["['x']", `policy.ts: default export: found ["x"]\n${remedy}`],
    ['Promise.resolve({})', `policy.ts: default export: found a promise\n${remedy}`],
    ['{}', `policy.ts: has no default export, or an empty one\n${remedy}`],
    [
      `{ name: 'x', ${decide}, onmove: () => 0 }`,
      "policy.ts: default export, field 'onmove': a policy has no such field\n" +
        "  Did you mean 'onMove'? Its fields are name, decide, summary, claims, makesVacuous, initial, onMove.",
    ],
    [
      `{ ${decide} }`,
      "policy.ts: default export, field 'name': found nothing\n  Expected a string that is not empty.",
    ],
    [
      `{ name: '', ${decide} }`,
      `policy.ts: default export, field 'name': found ""\n  Expected a string that is not empty.`,
    ],
    [
      `{ name: 'x', ${decide}, claims: ['live', 'claim-2'] }`,
      `policy.ts: default export, field 'claims[1]': found "claim-2"\n` +
        '  Expected one of safe, claim-1, locality, live, possible.',
    ],
    [
      `{ name: 'x', ${decide}, claims: 'live' }`,
      `policy.ts: default export, field 'claims': found "live"\n  Expected an array of contracts.`,
    ],
    [
      `{ name: 'x', ${decide}, makesVacuous: [1] }`,
      "policy.ts: default export, field 'makesVacuous[0]': found 1\n  Expected the id of a property.",
    ],
    [
      "{ name: 'x' }",
      "policy.ts: default export, field 'decide': found nothing\n" +
        '  Expected a function that answers at once (not async, no generator).',
    ],
    [
      "{ name: 'x', decide: async () => 0 }",
      "policy.ts: default export, field 'decide': found a function\n" +
        '  Expected a function that answers at once (not async, no generator).',
    ],
    [
      `{ name: 'x', ${decide}, onMove: 1 }`,
      "policy.ts: default export, field 'onMove': found 1\n" +
        '  Expected a function that answers at once (not async, no generator).',
    ],
    [
      `{ name: 'x', ${decide}, initial: { seen: new Set() } }`,
      "policy.ts: default export, field 'initial': initial.seen is a Set\n" +
        '  Plain data will do: null, booleans, finite numbers, strings, and arrays and plain objects of these.',
    ],
  ])('%s is an error', async (exported, expected) => {
    expect(await errorOf(() => policyFrom(`export default ${exported}`))).toBe(expected);
  });

  it('is missing from a module that exports nothing', async () => {
    expect(await errorOf(() => policyFrom('const policy = 1'))).toBe(
      `policy.ts: has no default export, or an empty one\n${remedy}`,
    );
  });

  it('counts its initial memory among the memories', async () => {
    const bundle = await bundleOf(`export default { name: 'x', ${decide} }`);
    expect(await errorOf(() => instantiatePolicy(bundle, contextWith(0)))).toContain(
      'policy.ts: keeps more than 0 distinct memories',
    );
  });

  it('may use `this`', async () => {
    const policy = await policyFrom(
      "export default { name: 'x', initial: 5, decide() { return { hint: null, memory: this.initial } } }",
    );
    expect(policy.decide(eventWith()).memory).toBe(5);
  });
});

describe("a guest's definition", () => {
  it('gets the defaults of defineGuest', async () => {
    const guest = await guestFrom(`
      import { defineGuest } from 'hintproof'
      export default defineGuest({ name: 'g', choices: () => [] })`);
    expect(guest).toMatchObject({ mayIgnore: false, obeys: true, usesHints: true });
    expect(guest.name).toMatch(/guest\.ts$/);
  });

  it.each([
    [
      "{ name: 'g', choices: () => [], mayIgnore: 1 }",
      "guest.ts: default export, field 'mayIgnore': found 1\n  Expected true or false.",
    ],
    [
      "{ name: 'g', decide: () => [] }",
      "guest.ts: default export, field 'decide': a guest has no such field\n" +
        '  Its fields are name, choices, summary, mayIgnore, obeys, usesHints, makesVacuous.',
    ],
    [
      "{ name: 'g' }",
      "guest.ts: default export, field 'choices': found nothing\n" +
        '  Expected a function that answers at once (not async, no generator).',
    ],
  ])('%s is an error', async (exported, expected) => {
    expect(await errorOf(() => guestFrom(`export default ${exported}`))).toBe(expected);
  });
});
