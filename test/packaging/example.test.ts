/** The example project of docs/vitest.md, with hintproof as it is packed, in a directory far from this one. */
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { directoryWith, shell } from '../cli/command.ts';
import { install, pack } from './packed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const plain = { NO_COLOR: '1' };

let directory: string;

beforeAll(() => {
  directory = directoryWith();
  cpSync(join(root, 'docs/examples/vitest-project'), directory, { recursive: true });
  install(pack(directoryWith()), directory);
}, 120_000);

describe('the example project', () => {
  it('passes, test by test', async () => {
    const { code, out } = await shell('npx vitest run --reporter verbose', directory, plain);
    const tests = out.split('\n').filter((line) => /^ [✓↓×] /.test(line));
    const [ladder, pinned] = [
      ' > ./policies/second-remote.ts > ',
      ', scope 2:2x1, moves false, contracts locality > ',
    ];
    const passed = (title: string) =>
      tests.flatMap((line) => (line.startsWith(' ✓') ? (line.split(title)[1]?.split(' ')[0] ?? []) : []));
    expect(passed(ladder)).toHaveLength(26);
    expect(passed(ladder)).toEqual(
      expect.arrayContaining(['hinted-on-event-cpu', 'no-lost-interrupt', 'isolation', 'hint-sent']),
    );
    expect(passed(pinned)).toEqual([
      'hint-names-somebody',
      'hint-is-true',
      'no-stale-hint',
      'local-after-programming',
      'locality-restored',
      'hint-is-used',
    ]);
    expect(tests.filter((line) => !line.startsWith(' ✓'))).toEqual([
      expect.stringMatching(/^ ↓ .* > hint-empty .*\[vacuous, as declared\]$/),
    ]);
    expect(code).toBe(0);
  });

  it.each(['nodenext', 'esnext --moduleResolution bundler'])('has types with --module %s', async (how) => {
    const options = `import { describePolicy } from 'hintproof/vitest';
// @ts-expect-error there is no such map
describePolicy('never', { map: 'late' });
// @ts-expect-error the policy is named already
describePolicy('never', { policies: ['first-time'] });\n`;
    writeFileSync(join(directory, 'policies/options.ts'), options);
    const checked = await shell(`npx tsc --module ${how} --skipLibCheck false`, directory);
    expect(checked).toMatchObject({ code: 0, out: '' });
  });
});

describe('the example project with a policy that is broken', () => {
  const policy = () => join(directory, 'policies/second-remote.ts');

  it('fails as docs/vitest.md shows it, with a command that finds it again', async () => {
    const whole = readFileSync(policy(), 'utf8');
    onTestFinished(() => writeFileSync(policy(), whole));
    writeFileSync(policy(), whole.replace('hint: mappedHere', 'hint: [route]'));

    const { code, out, err } = await shell('npx vitest run', directory, plain);
    const page = readFileSync(join(root, 'docs/vitest.md'), 'utf8');
    const shown = /\n## A failure\n[\s\S]*?\n```\n([\s\S]*?)```\n/.exec(page)?.[1] ?? 'no failure is shown';
    expect(out + err).toContain(shown);
    expect(code).toBe(1);

    const command = /Repeat it: (.*)/.exec(shown)?.[1] ?? 'no command is shown';
    const again = await shell(`npx ${command}`, directory, plain);
    expect(again.out).toContain('hinted-on-event-cpu is violated by ./policies/second-remote.ts on 2:2x1');
    expect(again.code).toBe(1);
  });

  it('is tested again by vitest --watch when the policy changes', async () => {
    const test = `import { describePolicy } from 'hintproof/vitest';
import './policies/second-remote.ts';
describePolicy('./policies/second-remote.ts', { scope: '2:2x1', properties: ['hinted-on-event-cpu'] });\n`;
    writeFileSync(join(directory, 'watched.test.ts'), test);
    const args = [join(directory, 'node_modules/.bin/vitest'), '--watch', 'watched'];
    // it is killed in the end, and leaves its temporary files behind
    const env = { ...process.env, ...plain, TMPDIR: directoryWith() };
    const child = spawn(process.execPath, args, { cwd: directory, env });
    onTestFinished(() => void child.kill());
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (told += data));
    const telling = (words: string) =>
      vi.waitFor(() => expect(told).toContain(words), { timeout: 50_000, interval: 100 });

    await telling('Waiting for file changes');
    expect(told).toContain('1 passed');
    writeFileSync(policy(), readFileSync(policy(), 'utf8').replace('hint: mappedHere', 'hint: [route]'));
    await telling('Violation: hinted-on-event-cpu is violated by ./policies/second-remote.ts');
  });
});
