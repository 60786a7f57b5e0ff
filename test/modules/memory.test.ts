import { describe, expect, it } from 'vitest';
import { contextWith, deciding, errorOf, eventWith, policyFrom } from './modules.ts';

const onMoveError = async (body: string) => {
  const policy = await policyFrom(
    deciding('({ hint: null, memory: null })', `onMove: (memory, move) => ${body},`),
  );
  return errorOf(() => policy.onMove?.({ seen: true }, { vcpu: 'vm0.vcpu0', from: 'cpu0', to: 'cpu1' }));
};

describe('answers that differ', () => {
  it.each([
    [
      'calls',
      '{ calls += 1; return { hint: calls % 2 ? null : event.mappedHere, memory: calls } }',
      'it answered {"hint":null,"memory":1}, then it answered {"hint":["vm0.vcpu0"],"memory":2}',
    ],
    [
      'throws',
      "{ calls += 1; if (calls % 2) throw new Error('odd'); return { hint: null, memory: null } }",
      'it threw: odd (policy.ts:4:',
    ],
    ['both throw', '{ calls += 1; throw new Error(String(calls)) }', 'it threw: 1 (policy.ts:4:'],
  ])('%s', async (_name, body, expected) => {
    const policy = await policyFrom(`let calls = 0\n${deciding(body)}`);
    const error = await errorOf(() => policy.decide(eventWith()));
    expect(error).toContain(`answers differently the second time: ${expected}`);
    expect(error).toContain(
      '\n  The same arguments must give the same answer: keep what matters in the memory, not in the module.',
    );
  });

  it('are not those that differ in the order of keys or of VCPUs, nor in repetitions', async () => {
    const policy = await policyFrom(
      `let odd = false\n${deciding(`{
      odd = !odd
      return odd
        ? { hint: ['vm0.vcpu0', 'vm0.vcpu1'], memory: { a: 0, b: 1 } }
        : { hint: ['vm0.vcpu1', 'vm0.vcpu0', 'vm0.vcpu1'], memory: { b: 1, a: -0 } }
    }`)}`,
    );
    expect(policy.decide(eventWith()).hint).toEqual(['vm0.vcpu0', 'vm0.vcpu1']);
  });

  it('does not mind a module that remembers what changes no answer', async () => {
    const policy = await policyFrom(`let calls = 0\n${deciding('(calls += 1, { hint: null, memory: 0 })')}`);
    expect(policy.decide(eventWith())).toEqual({ hint: null, memory: 0 });
  });

  it('refuses an event that is read after its call', async () => {
    const policy = await policyFrom(
      `let kept\n${deciding('(kept = event, { hint: null, memory: null })', 'onMove: () => kept.route,')}`,
    );
    policy.decide(eventWith());
    const error = await errorOf(() => policy.onMove?.(null, { vcpu: 'vm0.vcpu0', from: null, to: 'cpu0' }));
    expect(error).toContain('threw: it reads the arguments of a call that is over (policy.ts:4:');
  });
});

describe('memories', () => {
  it('are canonical, frozen, and one object for the same data', async () => {
    const policy = await policyFrom(
      deciding("({ hint: null, memory: { b: { ['__proto__']: -0 }, a: [event.on] } })"),
    );
    const one = policy.decide(eventWith()).memory;
    expect(JSON.stringify(one)).toBe('{"a":["cpu0"],"b":{"__proto__":0}}');
    expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
    expect(policy.decide(eventWith({ route: 'vm0.vcpu0' })).memory).toBe(one);
    expect(Object.isFrozen(Reflect.get(Object(one), 'b'))).toBe(true);
  });

  it('are counted up to a limit', async () => {
    const count = deciding('({ hint: null, memory: event.memory + 1 })', 'initial: 0,');
    const policy = await policyFrom(count, contextWith(3));
    for (const memory of [0, 1, 0]) policy.decide(eventWith({ memory }));
    expect(await errorOf(() => policy.decide(eventWith({ memory: 2 })))).toBe(
      'policy.ts: decide({ memory: 2 }) keeps more than 3 distinct memories; the last one: 3\n' +
        '  Raise --max-memories or keep less: a memory that counts without end has no end.',
    );
  });
});

describe('a guarded onMove', () => {
  it('gets a memory and a move, and returns a memory', async () => {
    const policy = await policyFrom(
      deciding(
        '({ hint: null, memory: null })',
        'onMove: (memory, { vcpu, from, to }) => [memory, vcpu, from, to],',
      ),
    );
    const memory = policy.onMove?.({ a: 1 }, { vcpu: 'vm0.vcpu0', from: null, to: 'cpu1' });
    expect(memory).toEqual([{ a: 1 }, 'vm0.vcpu0', null, 'cpu1']);
  });

  const call = 'policy.ts: onMove({"seen":true}, {"vcpu":"vm0.vcpu0","from":"cpu0","to":"cpu1"})';

  it.each([
    ['undefined', 'returned undefined\n  Return a memory; to keep it, return the one it got.'],
    ['Promise.resolve(memory)', 'returned a promise'],
    ['new Set()', 'returned a memory: memory is a Set'],
    ['{ memory.seen = false }', 'changes its arguments'],
    ['{ move.to = memory }', 'changes its arguments'],
    ['{ throw new Error(move.vcpu) }', 'threw: vm0.vcpu0 (policy.ts:3:'],
  ])('%s is an error', async (body, expected) => {
    expect(await onMoveError(body)).toContain(`${call} ${expected}`);
  });
});
