/** git, asked by its plumbing: arguments are never a shell's, and nothing that a revision is called can be an option. */
import { execFile } from 'node:child_process';
import { UserError } from '../errors.ts';

const outputMax = 512 * 2 ** 20;

export interface GitAnswer {
  readonly code: number;
  readonly out: Buffer;
  readonly err: string;
}

interface GitOptions {
  readonly input?: Buffer;
  /** The index that is used in place of the repository's own. */
  readonly index?: string;
}

/** What a repository may have configured, and must not happen here: hooks, and an index that leaves files out. */
const settings = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.sparseCheckout=false'];

/**
 * Runs git in a directory.
 *
 * @param name of what is wanted, for errors
 * @throws {UserError} if git is not installed
 */
export const git = (
  name: string,
  directory: string,
  args: readonly string[],
  { input, index }: GitOptions = {},
): Promise<GitAnswer> =>
  new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      ...{ LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
      ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
    };
    const options = { cwd: directory, env, encoding: 'buffer', maxBuffer: outputMax } as const;
    const all = [...settings.flatMap((setting) => ['-c', setting]), ...args];
    const child = execFile('git', all, options, (error, out, err) => {
      if (error === null) resolve({ code: 0, out, err: err.toString() });
      else if (typeof error.code === 'number') resolve({ code: error.code, out, err: err.toString() });
      else if (error.code === 'ENOENT')
        reject(
          new UserError(
            name,
            'is at a revision, and git is not installed',
            'Install it, or name a module by its path.',
          ),
        );
      else reject(error);
    });
    // git may end before it has read everything; its exit code says so
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });

/** What went wrong in git's own words. */
export const gitMistake = (name: string, { err, code }: GitAnswer): UserError => {
  const [first = '', ...more] = err.split('\n').map((line) => line.trim().replace(/^(fatal|error): /, ''));
  return new UserError(name, `git says: ${first || `exit code ${code}`}`, more.join(' ').trim());
};

/** Runs git; what it prints. @throws {UserError} in git's own words, if it fails */
export const gitOutput = async (...asked: Parameters<typeof git>): Promise<Buffer> => {
  const answer = await git(...asked);
  if (answer.code !== 0) throw gitMistake(asked[0], answer);
  return answer.out;
};
