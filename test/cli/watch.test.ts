/** `--watch`: real processes and real files; nothing here depends on how long something takes. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Steps } from '../../src/cli/steps.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { watching } from '../../src/cli/watch.ts';
import { UserError } from '../../src/errors.ts';
import { noteSource } from '../../src/sources.ts';
import { checkout, directoryWith, hintproof, shell, started } from './command.ts';

/** One test waits for several things, each for up to 50 s. */
vi.setConfig({ testTimeout: 180_000 });

const policy = (hint: string, imports = '') =>
  `${imports}\nexport default { name: 'p', makesVacuous: ['hint-empty'],
  decide: ({ mappedHere, memory }) => ({ hint: ${hint}, memory }) }`;
/** Keeps `hint-names-somebody`; the other one does not. */
const careful = 'mappedHere.length > 0 ? mappedHere : null';
const kept = policy(careful);
const broken = policy('mappedHere');
const well = 'All is well: 1 demanded property holds';
const violated = 'Violated: hint-names-somebody';
const hint = 'export const hint = (here) => (here.length > 0 ? here : null)';
const quick = ['--scope', '2:2x1', '--property', 'hint-names-somebody', '--no-record', '--watch'];
const waiting = 'Ctrl-C ends it.';

/** As many editors do it: beside the file, and then in its place. */
const replace = (file: string, content: string): void => {
  writeFileSync(`${file}~`, content);
  renameSync(`${file}~`, file);
};

describe('check --watch', () => {
  it('checks again when the policy changes, however it is saved, until it is interrupted', async () => {
    const directory = directoryWith({ 'p.ts': kept });
    const file = join(directory, 'p.ts');
    const { telling, interrupt, ended } = started(['check', 'p.ts', ...quick], directory);
    await telling(well);
    await telling(`Watching p.ts. ${waiting}`);
    writeFileSync(file, broken);
    await telling('Changed: p.ts');
    await telling(violated);
    await telling(waiting);
    replace(file, kept);
    await telling(well);
    await telling(waiting);
    rmSync(file);
    await telling('p.ts: there is no such file');
    await telling(waiting);
    writeFileSync(file, broken);
    await telling(violated);
    await telling(waiting);
    interrupt();
    // not 1: that was the last run, and it is not told again
    expect((await ended).code).toBe(130);
  });

  it('watches all that the check reads, and looks for a configuration file that is not there yet', async () => {
    const topology = (vcpus: number) =>
      JSON.stringify({ hostCpus: 2, vms: [{ vcpus, devices: { dev0: ['e0'] } }] });
    const guest = (choice: string) => `export default { name: 'g', choices: (hint) => ${choice} }`;
    const files = {
      'policies/p.ts': policy('hint(mappedHere)', "import { hint } from '../lib/hint'"),
      'lib/hint.ts': hint,
      'guest.mjs': guest('hint ?? []'),
      'fault.ts': `export default { name: 'f', next: { identify: ({ sound }) => sound() } }`,
      'topology.json': topology(2),
    };
    const directory = directoryWith(files);
    const change = (name: string, content: string) => writeFileSync(join(directory, name), content);
    const args = ['--property', 'hint-names-somebody', '--no-record', '--watch', '--fault', 'fault.ts'];
    const given = ['--guest', 'guest.mjs', '--topology', 'topology.json'];
    const { telling } = started(['check', 'policies/p.ts', ...args, ...given], directory);
    await telling('✓ topology.json');
    await telling('Watching guest.mjs, fault.ts and 3 more.');
    for (const [name, content] of [
      ['lib/hint.ts', `${hint} // again`],
      ['guest.mjs', guest('[]')],
      ['fault.ts', `${files['fault.ts']} // again`],
      ['topology.json', topology(1)],
      ['hintproof.config.ts', "import { seed } from './seed'; export default { seed }"],
      ['seed.ts', 'export const seed = 7'],
    ] as const) {
      change(name, content);
      await telling(`Changed: ${name}`);
      await telling(waiting);
    }
    change('lib/hint.ts', 'export const hint = (here) => here');
    await telling(violated);
  });

  it.each([
    ['is not there', {}, 'p.ts: there is no such file', ['p.ts', kept]],
    ['has a syntax error', { 'p.ts': 'export default {' }, 'p.ts:1:', ['p.ts', kept]],
    ['has a mistake that shows late', { 'p.ts': policy('7') }, 'p.ts: decide(', ['p.ts', kept]],
    [
      'imports what has a syntax error',
      { 'p.ts': policy('hint(mappedHere)', "import { hint } from './lib/hint.ts'"), 'lib/hint.ts': 'export' },
      'lib/hint.ts:1:',
      ['lib/hint.ts', hint],
    ],
    [
      'imports what is not there',
      { 'p.ts': policy('hint(mappedHere)', "import { hint } from './lib/hint.js'") },
      'Could not resolve "./lib/hint.js"',
      ['lib/hint.ts', hint],
    ],
    [
      'imports a package that is not installed',
      {
        'src/p.ts': policy('hint(mappedHere)', "import { hint } from '@hints/none'"),
        'p.ts': "export * from './src/p.ts'",
      },
      'Could not resolve "@hints/none"',
      ['node_modules/@hints/none/index.js', hint],
    ],
    [
      'is named in a configuration file that has a mistake',
      { 'hintproof.config.ts': "export default { budget: 'soon' }", 'p.ts': kept },
      'hintproof.config.ts: budget',
      ['hintproof.config.ts', "export default { budget: '20s' }"],
    ],
  ] as const)('waits where the policy %s', async (_, files, message, [name, content]) => {
    const directory = directoryWith(files);
    // an export * leaves the default out
    if ('src/p.ts' in files) writeFileSync(join(directory, 'p.ts'), "export { default } from './src/p.ts'");
    const { telling } = started(['check', 'p.ts', ...quick], directory);
    await telling(message);
    await telling(waiting);
    // all at once, as npm does it
    const made = join(directoryWith({ [name]: content }), name.split('/')[0]!);
    const place = join(directory, name.split('/')[0]!);
    rmSync(place, { recursive: true, force: true });
    renameSync(made, place);
    await telling(well);
  });

  it('interrupts a run that is stale, and tells nothing of it', async () => {
    const config = (more: string) => `export default { reporters: ['default', 'json=report.json'], ${more} }`;
    const directory = directoryWith({
      'hintproof.config.ts': config("random: true, runs: 1000000, budget: '1h'"),
      'p.ts': `console.log('It runs.')\n${kept}`,
    });
    const { telling, interrupt, ended } = started(['check', 'p.ts', ...quick], directory);
    await telling('It runs.');
    writeFileSync(join(directory, 'hintproof.config.ts'), config("budget: '1m'"));
    await telling(well);
    await telling(waiting);
    const report = () => JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8'));
    expect(report()).toMatchObject({ exitCode: 0 });
    writeFileSync(join(directory, 'p.ts'), broken);
    await telling(violated);
    await telling(waiting);
    expect(report()).toMatchObject({ exitCode: 1 });
    interrupt();
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).not.toContain('Unfinished');
  });

  it('ends where it is interrupted in the middle of a run, and tells nothing of it', async () => {
    const directory = directoryWith({ 'p.ts': `console.log('It runs.')\n${kept}` });
    const args = ['check', 'p.ts', '--random', '--runs', '1000000', '--budget', '1h', '--watch'];
    const { telling, interrupt, ended } = started(args, directory);
    await telling('It runs.');
    interrupt();
    expect(await ended).toMatchObject({ code: 130, out: '' });
  });

  it('prints reports and nothing else to standard output', async () => {
    const directory = directoryWith({ 'p.ts': kept });
    const args = ['check', 'p.ts', '--reporter', 'json', ...quick];
    const { telling, interrupt, ended } = started(args, directory);
    await telling(waiting);
    writeFileSync(join(directory, 'p.ts'), broken);
    await telling('Changed: p.ts');
    await telling(waiting);
    interrupt();
    const reports = (await ended).out.split(/^(?=\{)/m).map((one) => JSON.parse(one));
    expect(reports).toMatchObject([{ exitCode: 0 }, { exitCode: 1 }]);
  });

  it('follows git from branch to branch', async () => {
    const directory = directoryWith({
      'p.ts': policy('hint(mappedHere)', "import { hint } from './hint.ts'"),
    });
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: directory, stdio: 'pipe' });
    const commit = (content: string) => {
      writeFileSync(join(directory, 'hint.ts'), content);
      git('add', '.');
      git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '--message', content);
    };
    git('init', '--initial-branch', 'main');
    commit(hint);
    git('checkout', '-b', 'other');
    commit('export const hint = (here) => here');
    git('checkout', 'main');
    const { telling } = started(['check', 'p.ts', ...quick], directory);
    await telling(well);
    await telling(waiting);
    git('checkout', 'other');
    await telling(violated);
    await telling(waiting);
    git('checkout', 'main');
    await telling(well);
  });

  it('ends when nobody reads on', async () => {
    const directory = checkout();
    const file = join(directory, 'p.ts');
    writeFileSync(file, kept);
    const ended = shell(`hintproof check p.ts ${quick.join(' ')} | head -n 1`, directory);
    let isOver = false;
    void ended.then(() => (isOver = true));
    // each change has it print something
    const change = () => {
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
      expect(isOver).toBe(true);
    };
    await vi.waitFor(change, { timeout: 50_000, interval: 1000 });
    expect((await ended).out).toBe('p.ts, under guest any\n');
  });
});

describe('compare --watch', () => {
  it('compares again when one of the two policies changes', async () => {
    const directory = directoryWith({ 'old.ts': broken, 'new.ts': kept });
    const args = ['compare', 'old.ts', 'new.ts', '--scope', '2:2x1', '--property', 'hint-names-somebody'];
    const { telling, interrupt, ended } = started([...args, '--price', 'none', '--watch'], directory);
    await telling('The change mends hint-names-somebody.');
    await telling(`Watching old.ts and new.ts. ${waiting}`);
    writeFileSync(join(directory, 'new.ts'), broken);
    await telling('Changed: new.ts');
    await telling('Violated before the change, and after it: hint-names-somebody.');
    await telling(waiting);
    writeFileSync(join(directory, 'old.ts'), kept);
    await telling('Changed: old.ts');
    await telling('Broken by the change: hint-names-somebody.');
    await telling(waiting);
    interrupt();
    expect((await ended).code).toBe(130);
  });

  it('never writes over what it reads', async () => {
    const directory = directoryWith({ 'p.ts': kept });
    const { code, err } = await hintproof(['compare', 'never', 'p.ts', '--reporter', 'json=p.ts'], directory);
    expect(err).toMatch(/^--reporter …=p\.ts: is a file that this command reads/);
    expect(code).toBe(2);
  });
});

describe('check --watch where no change of a file could change anything', () => {
  it.each([
    ['first-time', /^--watch: there is no file to watch: everything here is built in\n {2}Name a policy/],
    ['frist-time', /^policy: there is no policy 'frist-time'/],
    ['p.ts --scope 1x1', /^--scope: /],
    ['p.ts --reporter json=p.ts', /^--reporter …=p\.ts: is a file that this command reads/],
  ])('(%s) is a mistake', async (args, message) => {
    const directory = directoryWith({ 'p.ts': kept });
    const { code, err } = await hintproof(['check', ...args.split(' '), '--watch'], directory);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});

describe('watching', () => {
  /** A terminal that remembers what was done to it; it is interrupted when `told` has so many lines. */
  const terminalUntil = (count: number) => {
    const told: string[] = [];
    const interrupt = new AbortController();
    const tell = (text: string): void => {
      told.push(text.trim());
      if (told.length >= count) interrupt.abort();
    };
    const terminal: Terminal = {
      out: tell,
      err: tell,
      progress: null,
      clear: () => tell('cleared'),
      width: 80,
      columns: () => 80,
      color: { out: false, err: false },
      commands: async function* () {},
      signal: () => interrupt.signal,
      unread: new AbortController().signal,
    };
    return { terminal, told };
  };
  const file = () => join(directoryWith({ 'a.txt': 'a' }), 'a.txt');
  const asking =
    (path: string): (() => Promise<string>) =>
    async () => {
      noteSource(path);
      return readFileSync(path, 'utf8');
    };

  it('clears the terminal at every change, and not at the end', async () => {
    const path = file();
    const { terminal, told } = terminalUntil(6);
    let runs = 0;
    const steps: Steps<string, number> = {
      ask: asking(path),
      find: async () => (runs += 1),
      tell: async (text, run) => {
        terminal.out(`${text} ${run}`);
        if (run === 1) writeFileSync(path, 'bb');
        return 0;
      },
    };
    expect(await watching(steps, terminal)).toBe(130);
    expect(told).toEqual([
      'a 1',
      expect.stringMatching(/^Watching .*a\.txt\. Ctrl-C ends it\.$/),
      'cleared',
      expect.stringMatching(/^Changed: .*a\.txt$/),
      'bb 2',
      expect.stringMatching(/^Watching/),
    ]);
  });

  it('takes what is as it was, after it was otherwise, for a change', async () => {
    const path = file();
    const { mtime } = statSync(path);
    const { terminal, told } = terminalUntil(3);
    let runs = 0;
    const steps: Steps<string, number> = {
      ask: asking(path),
      find: async (_, signal) => {
        runs += 1;
        if (runs > 1) return runs;
        rmSync(path);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        writeFileSync(path, 'a');
        utimesSync(path, mtime, mtime);
        return runs;
      },
      tell: async (text, run) => {
        terminal.out(`${text} ${run}`);
        return 0;
      },
    };
    await watching(steps, terminal);
    expect(told).toEqual(['cleared', expect.stringMatching(/^Changed: .*a\.txt$/), 'a 2']);
  });

  it('notices what changes while it is read', async () => {
    const path = file();
    const { terminal, told } = terminalUntil(3);
    let asked = 0;
    const steps: Steps<string, string> = {
      ask: async () => {
        const text = await asking(path)();
        asked += 1;
        if (asked === 1) writeFileSync(path, 'bb');
        return text;
      },
      // until the change is noticed
      find: (text, signal) =>
        new Promise((resolve) =>
          text === 'a' ? signal.addEventListener('abort', () => resolve(text)) : resolve(text),
        ),
      tell: async (text) => {
        terminal.out(text);
        return 0;
      },
    };
    await watching(steps, terminal);
    expect(told).toEqual(['cleared', expect.stringMatching(/^Changed: /), 'bb']);
  });

  it('waits after a mistake of the first run, and of later ones even where they are in the command', async () => {
    const path = file();
    const { terminal, told } = terminalUntil(10);
    const mistakes = [new UserError('a.txt', 'is wrong'), new UserError('--seed', 'changes nothing here')];
    const steps: Steps<string, string> = {
      ask: asking(path),
      find: async (text) => {
        const mistake = mistakes.shift();
        writeFileSync(path, `${text}b`);
        if (mistake !== undefined) throw mistake;
        return text;
      },
      tell: async (text) => {
        terminal.out(text);
        return 0;
      },
    };
    expect(await watching(steps, terminal)).toBe(130);
    expect(told).toEqual(expect.arrayContaining(['a.txt: is wrong', '--seed: changes nothing here', 'abb']));
  });

  it('ends with a defect', async () => {
    const { terminal } = terminalUntil(1);
    const steps: Steps<string, string> = {
      ask: asking(file()),
      find: () => Promise.reject(new TypeError('a defect')),
      tell: async () => 0,
    };
    await expect(watching(steps, terminal)).rejects.toThrow('a defect');
  });

  it('goes on where the last file is away', async () => {
    const directory = directoryWith({ 'lib/a.txt': 'a' });
    const path = join(directory, 'lib/a.txt');
    const { terminal, told } = terminalUntil(9);
    const steps: Steps<string, string> = {
      ask: async () => {
        noteSource(path);
        return statSync(path, { throwIfNoEntry: false }) === undefined ? 'nothing' : 'something';
      },
      find: async (text) => text,
      tell: async (text) => {
        terminal.out(text);
        if (text === 'something') rmSync(join(directory, 'lib'), { recursive: true });
        else mkdirSync(join(directory, 'lib'));
        return 0;
      },
    };
    void vi
      .waitFor(() => expect(told).toContain('Watching for the files that are missing. Ctrl-C ends it.'), {
        timeout: 50_000,
      })
      .then(() => writeFileSync(path, 'a'));
    await watching(steps, terminal);
    expect(told.filter((one) => one.endsWith('thing'))).toEqual(['something', 'nothing', 'something']);
  });
});
