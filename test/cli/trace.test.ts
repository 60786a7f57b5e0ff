/** Traces that leave the machine on which they were found: files in every format, and modules that stay behind. */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directoryWith, hintproof } from './command.ts';

const burnt = `import { definePolicy } from 'hintproof'
import { seen } from './seen.ts'
export default definePolicy({
  name: 'burnt', claims: ['locality'], initial: { seen: false },
  decide: ({ memory, mappedHere }) => memory.seen ? { hint: null, memory } : { hint: mappedHere, memory: seen },
})`;
const mended = burnt.replace('hint: mappedHere', 'hint: mappedHere.length === 0 ? null : mappedHere');
const files = { 'lib/p.ts': burnt, 'lib/seen.ts': 'export const seen = { seen: true }' };
const flags = ['--scope', '2:2x1'];

/** A directory with the module, and a trace of it beside. */
const traced = async (): Promise<string> => {
  const directory = directoryWith(files);
  const found = await hintproof(
    ['trace', 'hint-names-somebody', 'lib/p.ts', ...flags, '--format', 'json=t.json'],
    directory,
  );
  expect(found.code).toBe(1);
  return directory;
};

it('writes every format to a file of its own, and says so', async () => {
  const names = ['text', 'json', 'itf', 'mermaid', 'vcd', 'html', 'md'];
  const directory = directoryWith();
  const formats = names.flatMap((name) => ['--format', `${name}=out/t.${name}`]);
  const { code, out, err } = await hintproof(['trace', 'hint-sent', ...flags, ...formats], directory);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`Written: ${names.map((name) => `out/t.${name}`).join(', ')}`);
  expect(readdirSync(join(directory, 'out')).sort()).toEqual(names.map((name) => `t.${name}`).sort());
  for (const name of names) {
    const text = readFileSync(join(directory, 'out', `t.${name}`), 'utf8');
    expect(text).toContain('identify');
    expect(text).not.toContain('\u001b');
  }
});

it('does not look for a run without end where the ladder leaves such out', async () => {
  const { code, out, err } = await hintproof(['trace', 'event-is-served', 'first-time', '--budget', '2m']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('  2:2x1 ');
  expect(out).not.toContain('  2:2x2 ');
  expect(out).not.toContain('random');
  expect(out).toContain('There is no such trace. Exit code 0.');
}, 120_000);

it('gives standard output to a format that is for machines', async () => {
  const { out, err } = await hintproof(['trace', 'hint-sent', ...flags, '--format', 'itf']);
  expect(JSON.parse(out)['#meta'].format).toBe('ITF');
  expect(err).toMatch(/^hint-sent is reached\. Exit code 0\.$/m);
});

it('replays a module from the file where it is not there any more', async () => {
  const directory = await traced();
  const elsewhere = directoryWith({ 't.json': readFileSync(join(directory, 't.json'), 'utf8') });
  const { code, out, err } = await hintproof(['replay', 't.json'], elsewhere);
  expect(code).toBe(1);
  expect(out).toContain('It still violates hint-names-somebody.');
  expect(err).toBe('lib/p.ts is not there: the policy is taken from the trace file\n');
});

it('replays the module as it is now, or as it was', async () => {
  const directory = await traced();
  writeFileSync(join(directory, 'lib/p.ts'), mended);
  const now = await hintproof(['replay', 't.json'], directory);
  expect(now.code).toBe(0);
  expect(now.out).toContain('It no longer violates hint-names-somebody');
  expect(now.err).toBe('warning: lib/p.ts is not what it was when the trace was made\n');
  const then = await hintproof(['replay', 't.json', '--as-recorded'], directory);
  expect(then).toMatchObject({ code: 1, err: '' });
  expect(then.out).toContain('It still violates hint-names-somebody.');
});

it('has no module to replay as recorded in a file that was made without', async () => {
  const directory = await traced();
  const trace = JSON.parse(readFileSync(join(directory, 't.json'), 'utf8'));
  delete trace.policy.code;
  delete trace.policy.map;
  writeFileSync(join(directory, 't.json'), JSON.stringify(trace));
  const { code, err } = await hintproof(['replay', 't.json', '--as-recorded'], directory);
  expect(code).toBe(2);
  expect(err).toMatch(/^t\.json: policy: has the path of the module, and not the module itself\n/);
  renameSync(join(directory, 'lib'), join(directory, 'gone'));
  const gone = await hintproof(['replay', 't.json'], directory);
  expect(gone).toMatchObject({ code: 2, out: '' });
  expect(gone.err).toMatch(/^lib\/p\.ts: there is no such file/);
});

it('names the line of a module in the file that errs', async () => {
  const directory = directoryWith({
    'p.ts': `import { definePolicy } from 'hintproof'\nexport default definePolicy({\n  name: 'p',\n  decide: ({ memory, route }) => {\n    if (route === 'vm0.vcpu1') throw new Error('oh')\n    return { hint: ['vm0.vcpu1'], memory }\n  },\n})`,
  });
  await hintproof(['trace', 'hint-sent', 'p.ts', ...flags, '--format', 'json=t.json'], directory);
  const trace = JSON.parse(readFileSync(join(directory, 't.json'), 'utf8'));
  const again = [
    ...trace.actions,
    ...['dispatch(vm0.vcpu0)', 'inject(vm0.dev0.e0)', 'take(vm0.dev0.e0, vm0.vcpu0)'],
    ...['program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)', 'raise(vm0.dev0.e0, cpu0)', 'identify(vm0.dev0.e0)'],
  ];
  const file = {
    ...trace,
    property: 'hint-empty',
    contract: 'possible',
    actions: again,
    length: again.length,
  };
  const elsewhere = directoryWith({ 't.json': JSON.stringify(file) });
  const { code, err } = await hintproof(['replay', 't.json'], elsewhere);
  expect(code).toBe(2);
  expect(err).toMatch(/p\.ts:5/);
});

it('says where the states part from those that were recorded', async () => {
  const directory = directoryWith(files);
  const args = ['trace', 'hint-names-somebody', 'lib/p.ts', ...flags, '--format', 'json=t.json', '--states'];
  await hintproof(args, directory);
  expect((await hintproof(['replay', 't.json'], directory)).out).not.toContain('recorded');
  writeFileSync(join(directory, 'lib/seen.ts'), 'export const seen = { seen: true, times: 1 }');
  const { out } = await hintproof(['replay', 't.json'], directory);
  expect(out).toMatch(
    /The state after step 3 is not the one that was recorded:\n {2}memory\(vm0\.dev0\.e0\): recorded/,
  );
});

it('becomes a file of another policy', async () => {
  const directory = await traced();
  const args = ['replay', 't.json', '--policy', 'first-time', '--format', 'json=u.json'];
  expect((await hintproof(args, directory)).code).toBe(1);
  expect(JSON.parse(readFileSync(join(directory, 'u.json'), 'utf8')).policy).toEqual({ name: 'first-time' });
  expect((await hintproof(['replay', 'u.json'], directory)).code).toBe(1);
});

it('writes nothing where something is wrong', async () => {
  const directory = directoryWith();
  const { code } = await hintproof(
    ['trace', 'hint-sent', 'nobody', '--format', 'json=out/t.json'],
    directory,
  );
  expect(code).toBe(2);
  expect(existsSync(join(directory, 'out'))).toBe(false);
});

it('leaves a condition in the file, and replays it', async () => {
  const directory = directoryWith();
  const condition = 'mapped(vm0.vcpu0) is cpu1 and placement(vm0.vcpu0) is ready on cpu0';
  const lag = ['--scope', '2:1x1', '--map', 'on-dispatch', '--format', 'json=t.json'];
  const found = await hintproof(['trace', '--to', condition, ...lag], directory);
  expect(found.code).toBe(0);
  const { code, out } = await hintproof(['replay', 't.json'], directory);
  expect(code).toBe(0);
  expect(out).toContain(`It still reaches '${condition}'.`);
});

it('takes a condition with any blanks, and leaves it in the file on one line', async () => {
  const directory = directoryWith();
  const condition = 'mask(vm0.dev0.e0)\n\tis open';
  const { code } = await hintproof(
    ['trace', '--to', condition, '--scope', '1:1x1', '--format', 'json=t.json'],
    directory,
  );
  expect(code).toBe(0);
  const { out } = await hintproof(['replay', 't.json'], directory);
  expect(out).toContain("It still reaches 'mask(vm0.dev0.e0) is open'.");
});

it('shows what a memory holds, and obeys nothing of it', async () => {
  const directory = directoryWith({
    'loud.mjs': `export default { name: 'loud', claims: [], makesVacuous: [], initial: '',
      decide: () => ({ hint: null, memory: '\\u009b2J\\u202e\\u200d' }) };`,
  });
  const flags = ['--to', 'memory(vm0.dev0.e0) is not ""', '--scope', '1:1x1', '--format'];
  const { out } = await hintproof(
    ['trace', 'loud.mjs', ...flags, 'text', '--format', 'json=t.json'],
    directory,
  );
  expect(out).toContain(String.raw`"\u{9b}2J\u{202e}\u{200d}"`);
  const again = await hintproof(['replay', 't.json'], directory);
  expect(again.err).toBe('');
  expect(again.out).toMatch(/It still reaches/);
  expect(out + again.out).not.toMatch(/[\x80-\x9f\u202e]/);
});

it('waits for a module as long as it is told to', async () => {
  const policy = (body: string) =>
    `export default { name: 'p', claims: [], makesVacuous: [], initial: null,
      decide: ({ mappedHere }) => { ${body} return { hint: mappedHere, memory: null }; } };`;
  const directory = directoryWith({ 'p.mjs': policy('') });
  const flags = ['--scope', '1:1x1', '--format', 'json=t.json'];
  expect((await hintproof(['trace', 'hint-sent', 'p.mjs', ...flags], directory)).code).toBe(0);
  writeFileSync(join(directory, 'p.mjs'), policy('for (;;);'));
  const { code, err } = await hintproof(['replay', 't.json', '--call-limit', '300ms'], directory);
  expect(code).toBe(2);
  expect(err).toContain('has not returned for 0.3 s');
});
