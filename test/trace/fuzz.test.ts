/** Trace files come from anybody: whatever is in them, there is an answer or one clear error. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { callBoardWriter, createCallBoard } from '../../src/modules/index.ts';
import { broughtBy } from '../../src/replay/brought.ts';
import { rerun } from '../../src/replay/rerun.ts';
import { parseTraceFile } from '../../src/trace/file.ts';
import { patienceMs, runs } from '../runs.ts';
import { asleepFile, remoteFile, staleHintFile } from './stories.ts';

const good = staleHintFile();
const text = JSON.stringify(good, null, 1);
const board = callBoardWriter(createCallBoard());

/** What becomes of a file: `replayed`, or the error about it. Anything else is a defect. */
const outcomeOf = async (source: string): Promise<'replayed' | UserError> => {
  try {
    const trace = parseTraceFile('t.json', source);
    const wanted = { asRecorded: true, wantsAlternatives: false, callMs: 5_000 };
    const { request } = await broughtBy('t.json', trace, wanted);
    rerun(board, request);
    return 'replayed';
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
};

const expectAnAnswer = async (source: string): Promise<void> => {
  const outcome = await outcomeOf(source);
  if (outcome === 'replayed') return;
  expect(outcome.message.split('\n').length).toBeLessThanOrEqual(3);
  expect(outcome.message.length).toBeLessThan(2_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(outcome.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
};

/** The paths of everything in a value: `['policy', 'name']`. */
const pathsIn = (value: unknown): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [[], ...Object.entries(value).flatMap(([key, v]) => pathsIn(v).map((path) => [key, ...path]))]
    : [[]];

const withValueAt = (value: unknown, [key, ...path]: readonly string[], put: unknown): unknown => {
  if (key === undefined) return put;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  Object.defineProperty(copy, key, {
    ...{ enumerable: true, configurable: true, writable: true },
    value: withValueAt(Reflect.get(value as object, key), path, put),
  });
  return copy;
};

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, -1, 0.5, 1e21, Number.MAX_SAFE_INTEGER, '', '__proto__', '\u001b[2J', 'a\nb', '\u2028'],
    ...[
      [],
      {},
      [[]],
      { is: 'idle' },
      ['raise(vm0.dev0.e0, cpu0)'],
      'constructor',
      'first-time',
      'x'.repeat(1e5),
    ],
  ),
  fc.jsonValue(),
);

describe.each([
  ['a trace', good],
  ['a run that goes round', remoteFile()],
  ['a run that comes to rest', asleepFile()],
])('a file of %s that somebody wrote', (_, good) => {
  const text = JSON.stringify(good, null, 1);

  it('is replayed as it is', async () => expect(await outcomeOf(text)).toBe('replayed'));

  it(
    'may have anything in any place',
    async () => {
      const paths = pathsIn(good);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...paths), nasty, async (path, value) =>
          expectAnAnswer(JSON.stringify(withValueAt(good, path, value))),
        ),
        runs(300),
      );
    },
    patienceMs,
  );

  it(
    'may have fields that are not meant to be there',
    async () => {
      const holders = pathsIn(good).filter(
        (path) =>
          typeof path.reduce<unknown>((v, k) => Reflect.get(v as object, k), good) === 'object' &&
          path.join() !== 'options,fault',
      );
      const key = fc.constantFrom('__proto__', 'constructor', 'toString', 'x', '', 'code');
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...holders), key, nasty, async (path, field, value) =>
          expectAnAnswer(JSON.stringify(withValueAt(good, [...path, field], value))),
        ),
        runs(150),
      );
    },
    patienceMs,
  );

  it(
    'may be cut off, or have some of its text replaced',
    async () => {
      const edit = fc.record({
        at: fc.nat(text.length),
        drop: fc.nat(40),
        put: fc.string({ unit: 'binary', maxLength: 8 }),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(edit, { minLength: 1, maxLength: 3 }),
          fc.boolean(),
          async (edits, isCut) => {
            const edited = edits.reduce(
              (all, { at, drop, put }) => all.slice(0, at) + put + all.slice(at + drop),
              text,
            );
            await expectAnAnswer(isCut ? edited.slice(0, edits[0]!.at) : edited);
          },
        ),
        runs(300),
      );
    },
    patienceMs,
  );

  it(
    'may take actions in any order',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...good.actions, ...good.actions]), async (actions) => {
          const { loop } = good;
          const file = { ...good, actions, length: actions.length };
          const from = loop === undefined ? {} : { loop: Math.min(loop, actions.length) };
          expect(await outcomeOf(JSON.stringify({ ...file, ...from }))).toBe('replayed');
        }),
        runs(200),
      );
    },
    patienceMs,
  );
});

describe('a trace file that somebody wrote', () => {
  it.each([
    [
      'nested deep',
      `{"format": "hintproof-trace", "version": 1, "states": ${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
      /^t\.json:1:\d+: is nested more than 110 deep/,
    ],
    [
      'a huge number',
      text.replace('"hostCpus": 2', '"hostCpus": 1e999'),
      /^t\.json: topology\.hostCpus: found Infinity\n/,
    ],
    [
      'a huge length',
      text.replace(/"length": \d+/, `"length": 1${'0'.repeat(400)}`),
      /^t\.json: length: found Infinity\n/,
    ],
    [
      'many host CPUs',
      text.replace('"hostCpus": 2', '"hostCpus": 1000000000'),
      /^t\.json: topology: has 1000000000 host CPUs/,
    ],
    [
      'a key of every object',
      text.replace('"hostCpus"', '"__proto__": {}, "hostCpus"'),
      /^t\.json: topology\.__proto__: there is no such field/,
    ],
    [
      'a field twice',
      text.replace('"hostCpus"', '"hostCpus": 1, "hostCpus"'),
      /^t\.json:\d+:\d+: the field 'hostCpus' is there twice/,
    ],
    [
      'what a terminal obeys',
      text.replace('"every-event"', '"\\u001b[2J"'),
      /^t\.json: policy\.name: found '/,
    ],
    [
      'the scope of another topology',
      text.replace('"scope": "2:2x1"', '"scope": "9:9x9"'),
      /^t\.json: scope: '9:9x9' is not the topology of this file\n/,
    ],
    [
      'a scope without a VCPU',
      text.replace('"scope": "2:2x1"', '"scope": "2:0x1"'),
      /^t\.json: scope: '2:0x1' has 0 VCPUs in vm0/,
    ],
    [
      'both aims',
      text.replace('"subject"', '"condition": "route(vm0.dev0.e0) is vm0.vcpu0", "subject"'),
      /^t\.json: property: is there, and so is 'condition'/,
    ],
    ['no aim', text.replace(/"property": .*\n/, ''), /^t\.json: property: found nothing/],
    [
      'a condition that is none',
      text.replace(/"property": .*\n.*\n/, '"condition": "route is",\n'),
      /^t\.json: condition:\d+: /,
    ],
    [
      'code of another hash',
      text.replace(
        '"name": "every-event"',
        `"name": "a", "path": "a.ts", "hash": "${'0'.repeat(64)}", "map": "", "code": "x"`,
      ),
      /^t\.json: policy\.code: is not what the hash beside it says/,
    ],
    [
      'code alone',
      text.replace('"name": "every-event"', '"name": "a", "code": "x"'),
      /^t\.json: policy\.code: is there alone/,
    ],
    ['too few states', text.replace('"actions"', '"states": [{}], "actions"'), /^t\.json: states: found 1/],
  ])('with %s is refused', async (_, source, message) => {
    expect(source).not.toBe(text);
    expect(await outcomeOf(source)).toMatchObject({ message: expect.stringMatching(message) });
  });
});
