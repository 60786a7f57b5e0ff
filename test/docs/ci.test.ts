/** The workflows of docs/ci.md are YAML that says what the page says, are there as files, and their commands run. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reporters } from '../../src/report/index.ts';
import { checkout, shell } from '../cli/command.ts';
import { complaintsAbout, readSarif } from '../report/ci/readers.ts';
import { commitIn, gitIn } from '../repository.ts';

const page = readFileSync('docs/ci.md', 'utf8');
const workflows = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const files = ['github.yml', 'gitlab.yml'].map((name) =>
  readFileSync(join('docs/examples/ci', name), 'utf8'),
);

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface GithubWorkflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly hintproof: { readonly steps: readonly Step[] } };
}

interface GitlabWorkflow {
  readonly hintproof: {
    readonly script: readonly string[];
    readonly artifacts: { readonly reports: { readonly junit: readonly string[] } };
  };
}

const github = parse(workflows[0]!) as GithubWorkflow;
const gitlab = parse(workflows[1]!) as GitlabWorkflow;
const { steps } = github.jobs.hintproof;
const stepOf = (id: string): Step => steps.find((step) => step.id === id)!;

/** What `first-time` does, as a module. */
const before = `import { definePolicy } from 'hintproof';
export default definePolicy({ name: 'mine', claims: ['claim-1'], initial: false,
  decide: ({ memory, mappedHere }) => (memory ? { hint: null, memory } : { hint: mappedHere, memory: true }) });
`;

/** A checkout of a change of a policy: it keeps what it claims, and not what it claimed on the branch that it is for. */
const repository = (): string => {
  const directory = checkout();
  commitIn(directory, { 'policies/mine.ts': before });
  // a job has the branches of the origin alone
  gitIn(directory, 'update-ref', 'refs/remotes/origin/next', 'HEAD');
  commitIn(directory, { 'policies/mine.ts': readFileSync('docs/examples/first-nonempty.ts', 'utf8') });
  return directory;
};

/** A checkout of a branch that has renamed its policy, or, where it had no name before, made it. */
const repositoryWhere = (was: string | null): string => {
  const directory = checkout();
  if (was !== null) commitIn(directory, { [was]: before });
  gitIn(directory, 'update-ref', 'refs/remotes/origin/next', 'HEAD');
  if (was !== null) gitIn(directory, 'rm', '--quiet', was);
  commitIn(directory, { 'policies/mine.ts': before.replace("['claim-1']", '[]') });
  return directory;
};

/** A step of GitHub's as its runner starts it. */
const stepIn = (directory: string, id: string, branch = 'next') => {
  const { run, env: own = {} } = stepOf(id);
  const given = Object.entries(own).map(([name, value]) => [
    name,
    value.replace(/\$\{\{ github\.base_ref \}\}/, branch),
  ]);
  const env = { GITHUB_OUTPUT: join(directory, 'output'), ...Object.fromEntries(given) };
  return shell(`bash -e <<'STEP'\n${here(run!)}\nSTEP`, directory, env);
};

/** The lines of GitLab's that run hintproof, each as its runner runs it. */
const linesIn = async (directory: string, branch = 'next') => {
  const ends = [];
  for (const line of gitlab.hintproof.script.filter((one) => one.includes('npx hintproof')))
    ends.push(
      await shell(`bash -eo pipefail <<'STEP'\n${here(line)}\nSTEP`, directory, {
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: branch,
      }),
    );
  return ends;
};

/** A line as it is here: the command is on the path, and one rung is enough. */
const here = (line: string): string =>
  line
    .replaceAll('npx hintproof', 'hintproof')
    .replaceAll(/(policies\/mine\.ts|"\$now") --reporter/g, '$1 --scope 2:2x1 --reporter');

describe('docs/ci.md', () => {
  it('shows the workflows that are there as files', () => expect(files).toEqual(workflows));

  it('names every reporter', () => {
    const named = [...page.matchAll(/^\| `([\w-]+)` \| /gm)].map(([, name = '']) => name);
    for (const name of Object.keys(reporters)) expect(named).toContain(name);
  });

  it('asks for all that its steps need', () => {
    expect(github.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
    const fetched = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))!;
    expect(fetched.with).toEqual({ 'fetch-depth': 0 });
  });

  it('uploads the files that its commands write', () => {
    const uploaded = steps.flatMap((step) => step.with?.sarif_file ?? []);
    const written = steps.flatMap(({ run }) => /sarif=(\S+)/.exec(run ?? '')?.[1] ?? []);
    expect(uploaded).toEqual(written);
    const reports = gitlab.hintproof.script.flatMap((line) => /junit=(\S+)/.exec(line)?.[1] ?? []);
    expect(gitlab.hintproof.artifacts.reports.junit).toEqual(reports);
  });

  it.each([
    ['check', 0],
    ['compare', 1],
  ])('has a step of GitHub that runs: %s', async (id, expected) => {
    const directory = repository();
    const { code, out, err } = await stepIn(directory, id);
    expect([code, err]).toEqual([expected, '']);
    expect(out).toMatch(/^::notice title=hintproof (check|compare)::/m);
    expect(readFileSync(join(directory, 'output'), 'utf8')).toBe('whole=true\n');
    const { results, invocations } = readSarif(readFileSync(join(directory, `${id}.sarif`), 'utf8'));
    expect(invocations![0]!.exitCode).toBe(expected);
    expect(results!.some(({ level }) => level === 'error')).toBe(expected === 1);
    for (const { locations } of results!)
      expect(locations![0]!.physicalLocation!.artifactLocation!.uri).toBe('policies/mine.ts');
  });

  it('has commands of GitLab that run', async () => {
    const directory = repository();
    const codes = (await linesIn(directory)).map(({ code }) => code);
    expect(codes).toEqual([0, 1]);
    for (const file of gitlab.hintproof.artifacts.reports.junit)
      expect(await complaintsAbout(readFileSync(join(directory, file), 'utf8'))).toEqual([]);
  });

  it('compares a policy with what it was under another name', async () => {
    const directory = repositoryWhere('policies/once.ts');
    const step = await stepIn(directory, 'compare');
    expect([step.code, step.err]).toEqual([0, '']);
    expect(step.out).toContain('origin/next:policies/once.ts → policies/mine.ts');
    const [, compared] = await linesIn(directory);
    expect(compared!.code).toBe(0);
    expect(compared!.out).toContain('origin/next:policies/once.ts → policies/mine.ts');
  });

  it('compares a new policy with nothing, and says so', async () => {
    const directory = repositoryWhere(null);
    const step = await stepIn(directory, 'compare');
    expect([step.code, step.err]).toEqual([0, '']);
    expect(step.out).toContain(
      '::notice::policies/mine.ts is new: there is nothing to compare it with yet\n',
    );
    expect(existsSync(join(directory, 'output'))).toBe(false);
    const [, compared] = await linesIn(directory);
    expect([compared!.code, compared!.err]).toEqual([0, '']);
    expect(compared!.out).toContain('policies/mine.ts is new: there is nothing to compare it with yet\n');
  });

  it('takes no policy for a new one because the branch is not there', async () => {
    const directory = repository();
    expect((await stepIn(directory, 'compare', 'gone')).code).not.toBe(0);
    expect((await linesIn(directory, 'gone'))[1]!.code).not.toBe(0);
  });
});
