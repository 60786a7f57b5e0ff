/** Which records are asked for, where they go in a report, and what becomes of their files. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aboutAsked, aboutTrace, recordFile } from '../../src/record/about.ts';
import type { RecordFile } from '../../src/record/files.ts';
import { readRecord } from '../../src/record/files.ts';
import { carryOut, planOf } from '../../src/record/keep.ts';
import { withFoundAgain } from '../../src/record/runs.ts';
import type { Tried } from '../../src/record/tries.ts';
import { askedIn } from '../../src/record/tries.ts';
import type { Chosen, Rung } from '../../src/results/request.ts';
import type { RunOptions } from '../../src/results/result.ts';
import type { PropertyTrace } from '../../src/trace/file.ts';
import { printTraceFile, traceFileOf } from '../../src/trace/file.ts';
import { directoryWith } from '../cli/command.ts';
import { contextOf, property, reportOf, run, rung, trace } from '../report/reports.ts';

const builtIn = (name: string): Chosen => ({ is: 'built-in', name });
const module = (file: string, hash = 'a'.repeat(64)): Chosen => ({
  is: 'module',
  bundle: { file, revision: null, kind: 'policy', code: '', map: '', hash, inputs: [] },
});
const nameOf = (chosen: Chosen) => (chosen.is === 'module' ? chosen.bundle.file : chosen.name);

const first = rung('2:2x1');
const second = rung('1:1x1', { lifecycle: ['reset', 'masking'] });
const violated = property('map-faithful', { result: 'violated', trace });

const traceOf = (directory: string, policy: Chosen, at: Rung = first): PropertyTrace => {
  const saved = {
    version: '1',
    policy,
    rung: at,
    run: run(at, []),
    maxMemories: 7,
    property: violated,
    trace,
  };
  return traceFileOf(saved, directory);
};

const fileOf = (content: PropertyTrace, directory = '.hintproof'): RecordFile => ({
  file: recordFile(directory, content),
  trace: content,
  text: printTraceFile(content),
});

const request = (rungs: readonly Rung[], policies = [builtIn('never')], properties: readonly string[] = []) =>
  contextOf(rungs, { policies, properties }).request;

const never = fileOf(traceOf('.hintproof', builtIn('never')));

describe('a record belongs to what is asked', () => {
  const isAsked = (record: RecordFile, ...asked: Parameters<typeof request>) =>
    askedIn(request(...asked), [record]).length > 0;

  it('if policy, guest, configuration and property are the same', () => {
    expect(isAsked(never, [second, first])).toBe(true);
    expect(isAsked(never, [first], [builtIn('never')], ['map-faithful'])).toBe(true);
  });

  it.each<[string, ...Parameters<typeof request>]>([
    ['policy', [first], [builtIn('first-time')]],
    ['guest', [{ ...first, guest: builtIn('lowest') }]],
    ['scope', [second, rung('2:2x2')]],
    ['map', [rung('2:2x1', { map: 'on-dispatch' })]],
    ['fault', [rung('2:2x1', { fault: 'no-kick' })]],
    ['property', [first], [builtIn('never')], ['hint-sent']],
    ['topology', [{ ...first, topology: { hostCpus: 2, vms: [{ vcpus: 2, devices: { net0: ['e0'] } }] } }]],
  ])('and not if the %s is another one', (_, ...asked) => expect(isAsked(never, ...asked)).toBe(false));

  it('however the scope is written, and in whatever order the options are', () => {
    expect(isAsked(never, [{ ...first, scope: 'my.json' }])).toBe(true);
    const turned: PropertyTrace = traceOf('.hintproof', builtIn('never'), second);
    const options = { ...turned.options, lifecycle: ['masking', 'reset'] as RunOptions['lifecycle'] };
    expect(isAsked(fileOf({ ...turned, options }), [second])).toBe(true);
  });

  it('of a module if it is the same file, changed or not', () => {
    const mine = fileOf(traceOf('.hintproof', module('lib/mine.ts')));
    expect(isAsked(mine, [first], [module('./lib/mine.ts', 'b'.repeat(64))])).toBe(true);
    expect(isAsked(mine, [first], [module('other/mine.ts')])).toBe(false);
    expect(isAsked(mine, [first], [builtIn('../lib/mine.ts')])).toBe(false);
  });

  it('and is tried in the order of the rungs, whatever the files are called', () => {
    const higher = { ...fileOf(traceOf('.hintproof', builtIn('never'), second)), file: '.hintproof/a.json' };
    const asked = askedIn(request([first, second]), [higher, never]);
    expect(asked.map(({ record }) => record)).toEqual([never, higher]);
  });
});

describe('the file of a record', () => {
  const name = (policy: Chosen, at = first, directory = '.hintproof') =>
    relative(directory, recordFile(directory, traceOf(directory, policy, at)));

  it('has a name to read, and a hash of what it is about', () => {
    expect(name(builtIn('periodic:2'), second)).toMatch(
      /^periodic-2\.map-faithful\.1-1x1-lifecycle-reset-masking\.[0-9a-f]{8}\.json$/,
    );
    expect(name(module('../../a b/ü.ts'))).toMatch(/^a-b-\.ts\.map-faithful\.2-2x1\.[0-9a-f]{8}\.json$/);
    expect(name(module(`${'long'.repeat(100)}.ts`)).length).toBeLessThan(200);
  });

  it('is another one for another module of the same name', () => {
    const names = ['a/b.ts', 'a-b.ts', 'A/b.ts', 'c/a/b.ts', '/a/b.ts'].map((file) => name(module(file)));
    expect(new Set(names.map((one) => one.toLowerCase())).size).toBe(names.length);
  });

  it('is the same however the module is written, and from wherever it is seen', () => {
    expect(name(module('./lib/mine.ts'))).toBe(name(module('lib/mine.ts')));
    expect(name(module(join(process.cwd(), 'lib/mine.ts')))).toBe(name(module('lib/mine.ts')));
    expect(name(module('far/lib/mine.ts'), first, 'far/.hintproof')).toBe(name(module('lib/mine.ts')));
  });

  it('is about what its content says, with the same text as what is asked', () => {
    const policy = module('lib/mine.ts');
    const asked = aboutAsked('.hintproof', policy, second, 'map-faithful');
    expect(aboutTrace('.hintproof', traceOf('.hintproof', policy, second))).toBe(asked);
  });
});

const again = (record: RecordFile, policy: Chosen, at: Rung): Tried => {
  const result = { ...violated, trace: { ...trace, shortest: false, foundAgainBy: record.file } };
  return { record, policy, rung: at, outcome: { is: 'fails', claims: ['locality'], property: result } };
};

describe('in a report, what was found again', () => {
  const policy = builtIn('never');
  const asked = request([first, second], [policy]);
  const found = again(never, policy, second);
  const held = property('isolation');

  it('is where an exploration would have put it', () => {
    const runs = withFoundAgain(asked, [run(first, [held]), run(second, [held])], [found]);
    expect(runs.map(({ properties }) => properties.map(({ id }) => id))).toEqual([
      ['isolation'],
      ['map-faithful', 'isolation'],
    ]);
    expect(runs[1]?.exploration).not.toBeNull();
  });

  it('has a run of its own where nothing was explored', () => {
    const runs = withFoundAgain(asked, [], [found]);
    expect(runs).toMatchObject([
      { policy: 'never', scope: '1:1x1', claims: ['locality'], exploration: null, histories: [] },
    ]);
    expect(runs[0]?.properties).toHaveLength(1);
  });

  it('changes nothing if there is none', () => {
    const runs = [run(first, [held])];
    expect(withFoundAgain(asked, runs, [{ ...found, outcome: { is: 'mended' } }])).toEqual(runs);
  });
});

describe('what becomes of the files', () => {
  const plan = (
    files: readonly RecordFile[],
    results: readonly (typeof violated)[],
    tried: readonly Tried[] = [],
    policy = builtIn('never'),
  ) => {
    const report = reportOf([{ ...run(first, results), policy: nameOf(policy) }], 1);
    return planOf(
      { directory: '.hintproof', files, warnings: [] },
      request([first], [policy]),
      report,
      tried,
      '1',
    );
  };

  it('a violation that counts is kept, and no other', () => {
    const { writes, drops } = plan([], [violated, { ...violated, id: 'p', demanded: false }, property('q')]);
    expect(writes).toMatchObject([{ property: 'map-faithful', file: never.file }]);
    expect(JSON.parse(writes[0]!.content)).toMatchObject({ length: 2, shortest: true, expected: 'somebody' });
    expect(drops).toEqual([]);
  });

  it('one that was found again stays as it is', () => {
    const found = again(never, builtIn('never'), first);
    const result = (found.outcome as { property: typeof violated }).property;
    expect(plan([never], [result], [found])).toMatchObject({
      writes: [],
      drops: [],
      unchanged: [{ file: never.file }],
    });
  });

  it.each<[string, Partial<PropertyTrace>]>([
    ['claims what is not so', { found: 'everybody', subject: 'vm7' }],
    ['takes a longer way', { actions: ['a', 'b', 'c'] }],
    ['is of another version of the policy', { policy: { name: 'never', hash: 'b'.repeat(64) } }],
  ])('one that %s is written anew, in its place, and is not called a shortest', (_, changes) => {
    const record = { ...never, file: '.hintproof/renamed.json', trace: { ...never.trace, ...changes } };
    const found = again(record, builtIn('never'), first);
    const result = (found.outcome as { property: typeof violated }).property;
    const { writes, drops } = plan([record], [result], [found]);
    expect(writes).toMatchObject([{ file: '.hintproof/renamed.json' }]);
    expect(JSON.parse(writes[0]!.content)).toMatchObject({
      found: 'nobody',
      shortest: false,
      actions: trace.actions,
    });
    expect(drops).toEqual([]);
  });

  it('one that is mended is dropped, unless another trace to the violation takes its place', () => {
    const mended: Tried = { ...again(never, builtIn('never'), first), outcome: { is: 'mended' } };
    expect(plan([never], [], [mended]).drops).toEqual([never]);
    expect(plan([never], [violated], [mended]).drops).toEqual([]);
    const open: Tried = { ...mended, outcome: { is: 'open' } };
    expect(plan([never], [], [open]).drops).toEqual([]);
  });

  it('what another check has written meanwhile is not dropped', async () => {
    const directory = directoryWith({ 'a.json': never.text });
    const record = { ...never, file: join(directory, 'a.json') };
    const dropping = { writes: [], unchanged: [], drops: [record] };
    writeFileSync(record.file, `${never.text}\n`);
    expect(await carryOut(dropping)).toEqual({ kept: [], lines: [] });
    expect(readdirSync(directory)).toEqual(['a.json']);
    writeFileSync(record.file, never.text);
    expect(await carryOut(dropping)).toEqual({
      kept: [],
      lines: [`${record.file} is dropped: it no longer leads to a violation`],
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('what can not be written is told, and nothing half-written is left', async () => {
    const directory = directoryWith();
    const file = join(directory, 'a.json');
    mkdirSync(file);
    const writing = { policy: 'never', property: 'p', file, content: '{}' };
    const { kept, lines } = await carryOut({ writes: [writing], unchanged: [], drops: [] });
    expect(kept).toEqual([]);
    expect(lines).toEqual([
      `warning: ${file} can't be written: is a directory; the violation of p is not recorded`,
    ]);
    expect(readdirSync(directory)).toEqual(['a.json']);
  });
});

describe('reading a record', () => {
  it('takes every trace file, and names what is none', async () => {
    const directory = directoryWith({
      'a.json': never.text,
      'b.json': '{',
      'c.json': JSON.stringify({ ...never.trace, version: 2 }),
      'd.json': JSON.stringify({ ...never.trace, length: 7 }),
      'e.json.123.tmp': '',
      'f.txt': '',
    });
    const { files, warnings } = await readRecord(directory);
    expect(files).toEqual([{ ...never, file: join(directory, 'a.json') }]);
    expect(warnings.map((line) => line.slice(directory.length + 1))).toEqual([
      expect.stringMatching(/^b\.json:1:\d+: no JSON.*; this record of a failure is left out$/),
      'c.json: version: found 2; this record of a failure is left out',
      'd.json: length: found 7; this record of a failure is left out',
    ]);
  });

  it('finds nothing where there is nothing', async () =>
    expect(await readRecord(join(directoryWith(), 'none'))).toMatchObject({ files: [], warnings: [] }));
});
