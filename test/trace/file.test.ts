import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleModule } from '../../src/modules/index.ts';
import { nameIn, parseTraceFile, printTraceFile, readTraceFile, traceFileOf } from '../../src/trace/file.ts';
import { traceFilesOf } from '../../src/trace/save.ts';
import { directoryWith } from '../cli/command.ts';
import { contextOf, property, reportOf, run, rung, trace } from '../report/reports.ts';
import { asleepFile, remoteFile } from './stories.ts';

const builtIn = { is: 'built-in', name: 'never' } as const;
const one = rung('2:2x1', { lifecycle: ['reset'] });
const bad = property('p', { result: 'violated', trace });
const saved = {
  version: '1.2.3',
  policy: builtIn,
  rung: one,
  run: run(one, [bad]),
  maxMemories: 7,
  property: bad,
  trace,
};

describe('a trace file', () => {
  it('is read as it was written', async () => {
    const file = traceFileOf(saved, 'anywhere');
    const path = join(directoryWith({ 't.json': printTraceFile(file) }), 't.json');
    expect(await readTraceFile(path)).toEqual(file);
  });

  it('names modules by their paths from where it is, with their hashes', async () => {
    const directory = directoryWith({ 'lib/p.mjs': `export default { name: 'p', decide: () => null }` });
    const bundle = await bundleModule(join(directory, 'lib/p.mjs'), 'policy');
    const file = traceFileOf({ ...saved, policy: { is: 'module', bundle } }, join(directory, 'out/traces'));
    expect(file.policy).toEqual({
      name: bundle.file,
      path: '../../lib/p.mjs',
      hash: bundle.hash,
      code: bundle.code,
      map: bundle.map,
    });
    expect(nameIn(join(directory, 'out/traces/t.json'), file.policy)).toBe(join(directory, 'lib/p.mjs'));
    expect(nameIn('t.json', file.guest)).toBe('any');
  });
});

describe('the file of a run without end', () => {
  const remote = remoteFile();
  const parsed = (changes: object) => () =>
    parseTraceFile('t.json', JSON.stringify({ ...remote, ...changes }));

  it('says how many actions come before the loop', () => {
    expect(parsed({})()).toEqual(remote);
    expect(remote).toMatchObject({ length: 6, loop: 1 });
    expect(asleepFile()).toMatchObject({ length: 5, loop: 5 });
  });

  it('says that for a promise about the long run, and for nothing else', () => {
    expect(parsed({ loop: undefined })).toThrow(
      "t.json: loop: found nothing\n  'locality-restored' is about the long run: say how many actions come before the loop.",
    );
    for (const other of [
      { property: 'no-stale-hint' },
      { property: undefined, contract: undefined, condition: 'mask(vm0.dev0.e0) is open' },
    ])
      expect(parsed(other)).toThrow('t.json: loop: is there, and the trace is not about the long run');
  });

  it('has no more actions before the loop than there are', () => {
    expect(parsed({ loop: 7 })).toThrow(
      't.json: loop: found 7\n  There are 6 actions: at most as many come before the loop.',
    );
    expect(parsed({ loop: -1 })).toThrow('t.json: loop: found -1');
    expect(parsed({ loop: 6 })).not.toThrow();
  });

  it('may be about a property that there is not: a replay says so', () =>
    expect(parsed({ property: 'no-such' })).not.toThrow());
});

describe('the files of a check', () => {
  const files = (names: readonly string[]) => {
    const runs = names.map((policy) => ({ ...saved.run, policy }));
    const policies = names.map((name) => ({ is: 'built-in', name }) as const);
    return traceFilesOf('d', contextOf([one], { policies }).request, reportOf(runs, 1), '1').map(
      ({ file }) => file,
    );
  };

  it.each([
    [['never'], ['d/never.p.json']],
    [['periodic:2'], ['d/periodic-2.p.json']],
    [['../a b/ü.ts'], ['d/a-b-.ts.p.json']],
    [
      ['./a/b.ts', './a-b.ts', './A-B.ts'],
      ['d/a-b.ts.p.json', 'd/a-b.ts-2.p.json', 'd/A-B.ts-3.p.json'],
    ],
  ])('of %j are %j', (names, expected) => expect(files(names)).toEqual(expected));

  it('are those of violations, demanded or not', () => {
    const properties = [
      property('a', { result: 'violated', trace, demanded: false }),
      property('b', { kind: 'sometimes', trace }),
      property('c'),
    ];
    const report = reportOf([run(one, properties)]);
    expect(traceFilesOf('d', contextOf([one]).request, report, '1').map((file) => file.property)).toEqual([
      'a',
    ]);
  });
});
