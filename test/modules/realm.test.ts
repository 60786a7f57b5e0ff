import { afterEach, describe, expect, it, vi } from 'vitest';
import { instantiatePolicy } from '../../src/modules/index.ts';
import { bundleOf, contextWith, deciding, errorOf, eventWith, policyFrom } from './modules.ts';

const purity =
  'A policy is a function of its arguments: it may have no clock, random numbers, timers, process or network.';

/** What a policy remembers that evaluates an expression. */
const remembered = async (expression: string) =>
  (await policyFrom(deciding(`({ hint: null, memory: ${expression} })`))).decide(eventWith()).memory;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('clocks and random numbers', () => {
  it.each([
    ['new Date().getTime()', 'new Date()'],
    ['Date()', 'Date()'],
    ['Date.now()', 'Date.now()'],
    ['new (new Date(0).constructor)().getTime()', 'new Date()'],
    ['new (class extends Date {})().getTime()', 'new Date()'],
    ['[Date].map((D) => D())[0]', 'Date()'],
    ['Math.random()', 'Math.random()'],
    ['new Intl.DateTimeFormat().format()', 'Intl.DateTimeFormat.format() without a date'],
    ['Intl.DateTimeFormat().formatToParts().length', 'Intl.DateTimeFormat.formatToParts() without a date'],
    ["[require].map((load) => load('fs')).length", 'require("fs") in a policy'],
  ])('%s is not available', async (expression, what) => {
    expect(await errorOf(() => remembered(expression))).toMatch(
      new RegExp(`threw: ${what.replaceAll(/[().]/g, '\\$&')} is not available\\. ${purity}`),
    );
  });

  it.each([
    ['performance.now()', 'performance'],
    ['crypto.randomUUID()', 'crypto'],
    ['setTimeout(() => 0)', 'setTimeout'],
    ['setInterval(() => 0)', 'setInterval'],
    ['setImmediate(() => 0)', 'setImmediate'],
    ['queueMicrotask(() => 0)', 'queueMicrotask'],
    ['process.hrtime()', 'process'],
    ["fetch('')", 'fetch'],
    ['new WeakRef({})', 'WeakRef'],
    ['new FinalizationRegistry(() => 0)', 'FinalizationRegistry'],
    ['Atomics.length', 'Atomics'],
    ['Temporal.Now', 'Temporal'],
  ])('%s names what is not there', async (expression, name) => {
    const error = await errorOf(() => remembered(expression));
    expect(error).toContain(`threw: ReferenceError: ${name} is not defined (policy.ts:3:`);
    expect(error).toContain(purity);
  });

  it.each(["eval('1')", "new Function('return 1')()", "(() => 0).constructor('return 1')()"])(
    '%s makes no code',
    async (expression) => {
      expect(await errorOf(() => remembered(expression))).toContain(
        'Code generation from strings disallowed',
      );
    },
  );

  it('leaves what is a function of its arguments', async () => {
    expect(await remembered('new Date(0).toISOString()')).toBe('1970-01-01T00:00:00.000Z');
    expect(await remembered('new Date(0) instanceof Date')).toBe(true);
    expect(await remembered("Date.parse('1970-01-02')")).toBe(86_400_000);
    expect(
      await remembered(
        "new Intl.DateTimeFormat('en', { timeZone: 'UTC', year: 'numeric' }).format(new Date(0))",
      ),
    ).toBe('1970');
    expect(await remembered('Math.max(1, 2)')).toBe(2);
    expect(await remembered('typeof process')).toBe('undefined');
    expect(await remembered('process.env.NODE_ENV')).toBe('production');
  });
});

describe('a realm', () => {
  it('gives a module arrays and objects of its own', async () => {
    const source = deciding(`({ hint: null, memory: [
      event.mappedHere instanceof Array, event.memory instanceof Object, event instanceof Object,
      event.memory.list instanceof Array,
    ] })`);
    const { memory } = (await policyFrom(source)).decide(eventWith({ memory: { list: [] } }));
    expect(memory).toEqual([true, true, true, true]);
  });

  it('prints to stderr, whatever the method', async () => {
    const lines: unknown[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(line) > 0);
    await policyFrom(`console.log('one', { two: 2 }); console.error('three')\n${deciding('0')}`);
    expect(lines).toEqual(['one { two: 2 }\n', 'three\n']);
  });

  it('is new for every instance', async () => {
    const bundle = await bundleOf(`
      globalThis.instances = (globalThis.instances ?? 0) + 1
      Array.prototype.instances = (Array.prototype.instances ?? 0) + 1
      ${deciding('({ hint: null, memory: [globalThis.instances, [].instances] })')}`);
    for (let i = 0; i < 2; i += 1)
      expect(instantiatePolicy(bundle, contextWith()).decide(eventWith()).memory).toEqual([1, 1]);
    expect(Reflect.get(globalThis, 'instances')).toBeUndefined();
  });

  it('names the file and the line of what is thrown while it loads', async () => {
    expect(await errorOf(() => policyFrom("const a = 1\n\nthrow new RangeError('boom' + a)"))).toBe(
      'policy.ts: while loading, it threw: RangeError: boom1 (policy.ts:3:7)',
    );
    expect(await errorOf(() => policyFrom(`const t = Date.now()\n${deciding('t')}`))).toBe(
      `policy.ts: while loading, it threw: Date.now() is not available. ${purity} (policy.ts:1:16)`,
    );
    expect(await errorOf(() => policyFrom("throw 'boom'"))).toBe('policy.ts: while loading, it threw: boom');
  });

  it('runs CommonJS in strict mode, like everything else', async () => {
    const bundle = await bundleOf('with ({}) {}\nmodule.exports = {}', 'policy', 'policy.cjs');
    expect(await errorOf(() => instantiatePolicy(bundle, contextWith()))).toContain(
      'policy.cjs: while loading, it threw: SyntaxError: Strict mode code may not include a with statement',
    );
  });
});
