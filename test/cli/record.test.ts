/** The record of failures, from check to check. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cli, directoryWith, hintproof, shell } from './command.ts';

/** A policy that sends these hints. */
const policy = (hint: string, more = '') =>
  `export default { name: 'p', initial: 0, ${more}
    decide: ({ memory, on, mappedHere }) => ({ hint: ${hint}, memory: Math.min(memory + 1, 2) }) }`;

const empty = policy('mappedHere');
const right = policy('mappedHere.length > 0 ? mappedHere : null');

const asked = ['--scope', '2:2x1', '--property', 'hint-names-somebody'];
const mine = ['check', 'mine.mjs', ...asked];

const recordsIn = (directory: string, name = '.hintproof'): readonly string[] =>
  existsSync(join(directory, name)) ? readdirSync(join(directory, name)) : [];

const recordIn = (directory: string): string => join(directory, '.hintproof', recordsIn(directory)[0]!);

const traceIn = (directory: string) => JSON.parse(readFileSync(recordIn(directory), 'utf8'));

/** What a check said, with the only run taken out. */
const checked = async (directory: string, args: readonly string[] = mine) => {
  const { code, out, err } = await hintproof([...args, '--reporter', 'json'], directory);
  const { runs } = out === '' ? { runs: [] } : JSON.parse(out);
  const [first] = runs;
  return { code, err, runs, exploration: first?.exploration, property: first?.properties[0] };
};

/** A directory with a policy that was checked once, and found wanting. */
const failed = async (source = empty, more: Readonly<Record<string, string>> = {}) => {
  const directory = directoryWith({ 'mine.mjs': source, ...more });
  await hintproof(mine, directory);
  return directory;
};

const found = (directory: string) => ({
  code: 1,
  err: '',
  exploration: null,
  property: {
    result: 'violated',
    trace: { shortest: false, foundAgainBy: join('.hintproof', recordsIn(directory)[0]!) },
  },
});

const explored = (code: number, result: string) => ({
  code,
  exploration: { complete: true },
  property: { result },
});

describe('a violation that counts', () => {
  it('is kept, and found again without any exploration', async () => {
    const directory = directoryWith({ 'mine.mjs': empty });
    const before = await checked(directory);
    expect(before).toMatchObject({
      ...explored(1, 'violated'),
      property: { trace: { shortest: true, foundAgainBy: null } },
    });
    expect(recordsIn(directory)).toEqual([
      expect.stringMatching(/^mine\.mjs\.hint-names-somebody\.2-2x1\.[0-9a-f]{8}\.json$/),
    ]);
    const kept = readFileSync(recordIn(directory), 'utf8');
    const after = await checked(directory);
    expect(after).toMatchObject(found(directory));
    expect(after.property.trace.actions).toEqual(before.property.trace.actions);
    expect(readFileSync(recordIn(directory), 'utf8')).toBe(kept);
  });

  it('is not kept if it does not count', async () => {
    const directory = directoryWith({ 'mine.mjs': empty });
    const { out } = await hintproof(['check', 'mine.mjs', '--scope', '2:2x1'], directory);
    expect(out).toContain('(not claimed)');
    expect(readdirSync(directory)).toEqual(['mine.mjs']);
  });

  it('leaves a file that can be replayed, from anywhere', async () => {
    const directory = await failed();
    mkdirSync(join(directory, 'sub'));
    const { code, err } = await hintproof(
      ['replay', join('..', '.hintproof', recordsIn(directory)[0]!)],
      join(directory, 'sub'),
    );
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('is settled on its own rung; the other properties are explored on every rung', async () => {
    const directory = directoryWith();
    const args = ['check', '--property', 'hint-is-true,map-faithful', '--hinting', 'atomic'];
    const before = await checked(directory, args);
    const after = await checked(directory, args);
    const results = (runs: typeof before.runs) =>
      runs.map(({ scope, properties }: { scope: string; properties: readonly { id: string }[] }) => [
        scope,
        properties.map(({ id, result }: { id: string; result?: string }) => `${id} ${result}`),
      ]);
    expect(results(after.runs).length).toBe(before.runs.length);
    // before it was found on the rung of its record, the property was looked for on those below
    const record = traceIn(directory);
    expect(record.options.map).toBe('on-dispatch');
    const [at, ...others] = after.runs.filter(({ properties }: { properties: readonly { id: string }[] }) =>
      properties.some(({ id }) => id === 'hint-is-true'),
    );
    expect(others).toEqual([]);
    expect(at).toMatchObject({
      options: { map: 'on-dispatch' },
      exploration: { complete: true },
      properties: [{ id: 'map-faithful' }, { id: 'hint-is-true', result: 'violated' }],
    });
    expect(at.properties[1].trace.foundAgainBy).toMatch(/^\.hintproof/);
  });
});

describe('a policy that was changed', () => {
  it('and mended is explored, and its record dropped', async () => {
    const directory = await failed();
    const file = join('.hintproof', recordsIn(directory)[0]!);
    writeFileSync(join(directory, 'mine.mjs'), right);
    const mended = await checked(directory);
    expect(mended).toMatchObject(explored(0, 'holds'));
    expect(mended.err).toBe(`${file} is dropped: it no longer leads to a violation\n`);
    expect(recordsIn(directory)).toEqual([]);
    expect((await checked(directory)).err).toBe('');
  });

  it('and still breaks the property is found again, under its new hash', async () => {
    const directory = await failed();
    const before = traceIn(directory);
    writeFileSync(join(directory, 'mine.mjs'), policy('memory > 1 ? null : mappedHere'));
    expect(await checked(directory)).toMatchObject(found(directory));
    const after = traceIn(directory);
    expect(after.policy.hash).not.toBe(before.policy.hash);
    expect({ ...after, policy: 0 }).toEqual({ ...before, policy: 0, shortest: false });
  });

  it('and breaks it in another way is explored, and has a new record', async () => {
    const directory = await failed();
    const before = traceIn(directory);
    writeFileSync(join(directory, 'mine.mjs'), policy('memory === 0 ? null : mappedHere'));
    const other = await checked(directory);
    expect(other).toMatchObject({ ...explored(1, 'violated'), err: '' });
    expect(other.property.trace).toMatchObject({ shortest: true, foundAgainBy: null });
    const after = traceIn(directory);
    expect(recordsIn(directory)).toHaveLength(1);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.actions).toEqual(other.property.trace.actions);
  });

  it('and no longer claims the property keeps its record, which is not tried', async () => {
    const claiming = policy('mappedHere', "claims: ['locality'],");
    const directory = directoryWith({ 'mine.mjs': claiming });
    const all = ['check', 'mine.mjs', '--scope', '2:2x1'];
    await hintproof(all, directory);
    const before = recordsIn(directory);
    expect(before.length).toBeGreaterThan(1);
    writeFileSync(join(directory, 'mine.mjs'), empty);
    const modest = await checked(directory, all);
    expect(modest).toMatchObject({ code: 0, err: '' });
    expect(JSON.stringify(modest.runs)).not.toContain('"foundAgainBy":"');
    expect(recordsIn(directory)).toEqual(before);
  });

  it.each([
    ['throws', policy("(() => { throw new Error('no') })()")],
    ['never returns', policy('(() => { for (;;); })()')],
    ['is no policy', 'export default 7'],
  ])('and %s is told what an exploration tells, and keeps its record', async (_, source) => {
    const directory = await failed();
    const kept = readFileSync(recordIn(directory), 'utf8');
    writeFileSync(join(directory, 'mine.mjs'), source);
    const args = [...mine, '--call-limit', '500ms'];
    const without = await hintproof([...args, '--no-record'], directory);
    expect(without.code).toBe(2);
    expect(await hintproof(args, directory)).toEqual(without);
    expect(readFileSync(recordIn(directory), 'utf8')).toBe(kept);
  });
});

describe('a directory that is called anything', () => {
  const strange = 'a\nb\u001b[2J';

  it('is no reason to lose what is recorded of a module in it', async () => {
    const directory = directoryWith({ [`${strange}/mine.mjs`]: empty });
    const inside = join(directory, strange);
    const args = [...mine, '--record', '../record'];
    expect(await checked(inside, args)).toMatchObject({ code: 1, err: '', exploration: { complete: true } });
    expect(recordsIn(directory, 'record')).toHaveLength(1);
    expect(await checked(inside, args)).toMatchObject({ code: 1, err: '', exploration: null });
    writeFileSync(join(inside, 'mine.mjs'), right);
    expect((await checked(inside, args)).code).toBe(0);
    expect(recordsIn(directory, 'record')).toEqual([]);
  });
});

describe('what is not asked', () => {
  it.each([
    ['another configuration', ['check', 'mine.mjs', '--scope', '2:2x1', '--no-moves', ...asked.slice(2)]],
    ['another property', ['check', 'mine.mjs', '--scope', '2:2x1', '--property', 'map-faithful']],
    ['another guest', [...mine, '--guest', 'lowest']],
  ])('is left alone: %s', async (_, args) => {
    const directory = await failed();
    const kept = readFileSync(recordIn(directory), 'utf8');
    writeFileSync(join(directory, 'mine.mjs'), right);
    const { code, err, exploration } = await checked(directory, args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(exploration.complete).toBe(true);
    expect(readFileSync(recordIn(directory), 'utf8')).toBe(kept);
  });

  it('is left alone: a module that has moved', async () => {
    const directory = await failed(empty, { 'other.mjs': empty });
    const { runs } = await checked(directory, ['check', 'other.mjs', ...asked]);
    expect(runs[0].properties[0].trace.foundAgainBy).toBeNull();
    expect(recordsIn(directory)).toHaveLength(2);
  });

  it('is told apart: two policies of one name', async () => {
    const directory = directoryWith({ 'a/mine.mjs': empty, 'b/mine.mjs': empty });
    const both = ['check', 'a/mine.mjs', 'b/mine.mjs', ...asked];
    await hintproof(both, directory);
    expect(recordsIn(directory)).toHaveLength(2);
    writeFileSync(join(directory, 'b/mine.mjs'), right);
    const { code, runs } = await checked(directory, both);
    expect(code).toBe(1);
    expect(runs).toMatchObject([
      { policy: 'a/mine.mjs', exploration: null, properties: [{ result: 'violated' }] },
      { policy: 'b/mine.mjs', exploration: { complete: true }, properties: [{ result: 'holds' }] },
    ]);
    expect(recordsIn(directory)).toEqual([expect.stringMatching(/^a-mine/)]);
  });
});

describe('a record that was edited', () => {
  const edit = (directory: string, changes: object): void =>
    writeFileSync(recordIn(directory), JSON.stringify({ ...traceIn(directory), ...changes }));

  it('is believed in nothing that it claims', async () => {
    const directory = await failed();
    const { found: said } = traceIn(directory);
    edit(directory, { expected: 'the moon', found: 'cheese', contract: 'safe', shortest: true, scope: 'x' });
    expect(await checked(directory)).toMatchObject({
      ...found(directory),
      property: { contract: 'locality', trace: { shortest: false, found: said } },
    });
    expect(traceIn(directory)).toMatchObject({ found: said, contract: 'locality', shortest: false });
  });

  it('does not violate what it does not violate', async () => {
    const directory = await failed(right);
    mkdirSync(join(directory, '.hintproof'));
    const source = await failed();
    writeFileSync(join(directory, '.hintproof/mine.json'), readFileSync(recordIn(source)));
    expect(await checked(directory)).toMatchObject(explored(0, 'holds'));
    expect(recordsIn(directory)).toEqual([]);
  });

  it('settles its property though the budget is too small for the others', async () => {
    const directory = await failed();
    const vm = { vcpus: 6, devices: { dev0: ['e0', 'e1', 'e2'] } };
    edit(directory, { scope: '6:6x3+6x3', topology: { hostCpus: 6, vms: [vm, vm] } });
    const args = ['check', 'mine.mjs', '--scope', '6:6x3+6x3', '--budget', '2s'];
    const { code, runs } = await checked(directory, [
      ...args,
      '--property',
      'map-faithful,hint-names-somebody',
    ]);
    expect(code).toBe(1);
    expect(runs[0].exploration.complete).toBe(false);
    expect(runs[0].properties).toMatchObject([
      { id: 'map-faithful', result: 'unfinished' },
      { id: 'hint-names-somebody', result: 'violated', trace: { foundAgainBy: expect.any(String) } },
    ]);
    expect(await checked(directory, [...args, ...asked.slice(2)])).toMatchObject(found(directory));
  });

  it('does not violate what one hopes for', async () => {
    const directory = await failed();
    edit(directory, { property: 'hint-empty', contract: 'possible' });
    const hoped = ['check', 'mine.mjs', '--scope', '2:2x1', '--property', 'hint-empty'];
    expect(await checked(directory, hoped)).toMatchObject({ ...explored(0, 'holds'), err: '' });
    expect(recordsIn(directory)).toHaveLength(1);
  });

  it('is named on one line, whatever is wrong in it', async () => {
    const directory = await failed();
    edit(directory, { subject: 'a\n\u001b[2Jb' });
    const { err } = await checked(directory);
    expect(err).toMatch(
      /^warning: \S+: subject: found 'a\\u\{a\}\\u\{1b\}\[2Jb'; this record .* is left out\n$/,
    );
  });

  it.each([
    ['damaged', () => '{ "format": "hintproof-trace"', /:1:\d+: no JSON/],
    ['empty', () => '', /no JSON/],
    [
      'of another version',
      (text: string) => text.replace('"version": 1', '"version": 2'),
      /version: found 2/,
    ],
    ['of another kind', () => '{}', /is no trace file/],
  ])('is named in one warning if it is %s, and stays', async (_, damaged, message) => {
    const directory = await failed();
    const file = join(directory, '.hintproof', 'other.json');
    const text = damaged(readFileSync(recordIn(directory), 'utf8'));
    writeFileSync(file, text);
    rmSync(recordIn(directory));
    writeFileSync(join(directory, 'mine.mjs'), right);
    const { err, ...result } = await checked(directory);
    expect(result).toMatchObject(explored(0, 'holds'));
    expect(err).toMatch(message);
    expect(err).toMatch(/^warning: \.hintproof.other\.json[^\n]*\n$/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('where the record is', () => {
  const config = (fields: string) => ({ 'etc/hintproof.config.mjs': `export default { ${fields} }` });
  const configured = [...mine, '--config', 'etc/hintproof.config.mjs'];

  it.each([
    ['beside the configuration file', '', configured, 'etc/.hintproof'],
    ['where that says', "record: 'kept/here'", configured, 'etc/kept/here'],
    ['where the flag says', "record: 'kept/here'", [...configured, '--record', 'there'], 'there'],
    [
      'where the flag says, even if the file says nowhere',
      'record: false',
      [...configured, '--record', 'there'],
      'there',
    ],
  ])('is %s', async (_, fields, args, place) => {
    const directory = directoryWith({ 'mine.mjs': empty, ...config(fields) });
    await hintproof(args, directory);
    expect(recordsIn(directory, place)).toHaveLength(1);
    expect(existsSync(join(directory, '.hintproof'))).toBe(false);
    const { property } = await checked(directory, args);
    expect(property.trace.foundAgainBy.replace(/^\.\//, '')).toBe(
      join(place, recordsIn(directory, place)[0]!),
    );
  });

  it.each([
    ['the flag', '', [...mine, '--no-record']],
    ['the file', 'record: false', configured],
  ])('is nowhere if %s says so: nothing is read or written', async (_, fields, args) => {
    const directory = directoryWith({ 'mine.mjs': empty, ...config(fields) });
    await hintproof(args, directory);
    expect(readdirSync(directory).sort()).toEqual(['etc', 'mine.mjs']);
    expect(readdirSync(join(directory, 'etc'))).toEqual(['hintproof.config.mjs']);
    const recorded = await failed(empty, config(fields));
    expect(await checked(recorded, args)).toMatchObject(explored(1, 'violated'));
    writeFileSync(join(recorded, 'mine.mjs'), right);
    expect(await checked(recorded, args)).toMatchObject({ ...explored(0, 'holds'), err: '' });
    expect(recordsIn(recorded)).toHaveLength(1);
  });

  it('is not made if there is nothing to keep', async () => {
    const directory = directoryWith({ 'mine.mjs': right });
    await hintproof([...mine, '--record', 'a/b'], directory);
    expect(readdirSync(directory)).toEqual(['mine.mjs']);
  });

  it('is read where it can not be written, and a warning says what could not be kept', async () => {
    const directory = directoryWith({ 'mine.mjs': empty });
    // a directory in the place of the record, for tests may run as a user who may write everything
    const [record] = recordsIn(await failed());
    mkdirSync(join(directory, '.hintproof', record!), { recursive: true });
    const { code, err, property } = await checked(directory);
    expect(code).toBe(1);
    expect(property.result).toBe('violated');
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^warning: .*is a directory; this record of a failure is left out$/),
      expect.stringMatching(
        /^warning: .*can't be written: .*; the violation of hint-names-somebody is not recorded$/,
      ),
      '',
    ]);
    const { out } = await hintproof(mine, directory);
    expect(out).not.toContain('Replay it');
  });

  it('is not there for the library', async () => {
    const directory = directoryWith({ 'mine.mjs': empty });
    const library = JSON.stringify(pathToFileURL(join(cli, '../index.js')).href);
    writeFileSync(
      join(directory, 'run.mjs'),
      `import { check } from ${library}
      const { exitCode } = await check({ policies: ['./mine.mjs'], scope: '2:2x1', properties: ['hint-names-somebody'] })
      console.log(exitCode)`,
    );
    expect(await shell('node run.mjs', directory)).toEqual({ code: 0, out: '1\n', err: '' });
    expect(recordsIn(directory)).toEqual([]);
  });
});

describe('checks at the same time', () => {
  it('leave one whole record', async () => {
    const directory = directoryWith({ 'mine.mjs': empty });
    const all = await Promise.all([1, 2, 3, 4].map(() => checked(directory)));
    expect(all.map(({ code, err }) => ({ code, err }))).toEqual(Array(4).fill({ code: 1, err: '' }));
    expect(recordsIn(directory)).toHaveLength(1);
    expect(await checked(directory)).toMatchObject(found(directory));
  });

  it('drop it once', async () => {
    const directory = await failed();
    writeFileSync(join(directory, 'mine.mjs'), right);
    const all = await Promise.all([1, 2, 3].map(() => checked(directory)));
    expect(all.map(({ code, property }) => [code, property.result])).toEqual(Array(3).fill([0, 'holds']));
    expect(recordsIn(directory)).toEqual([]);
  });
});
