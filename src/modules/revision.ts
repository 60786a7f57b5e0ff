/** `main:policies/mine.ts`: a file as it was at a revision, named as git names it. */
import { dirname, join, posix, sep } from 'node:path';

/** A path as git writes it. */
export const slashed = (path: string): string => path.split(sep).join('/');

/** The two parts of a name, as the user wrote them. */
export interface RevisionName {
  readonly revision: string;
  /** From the root of the repository; from the working directory, if it begins with `./` or `../`. */
  readonly path: string;
}

/** Where a module was read that was read from git. */
export interface Revision {
  /** `main`, `HEAD~3`: as the user wrote it. */
  readonly revision: string;
  /** Of the module, from the root of the repository. */
  readonly path: string;
  /** The root of the working tree, absolute; `null` for a module out of a trace file. */
  readonly root: string | null;
}

const isDrive = (name: string, platform: NodeJS.Platform): boolean =>
  /^[A-Za-z]:[\\/]/.test(name) || (platform === 'win32' && /^[A-Za-z]:/.test(name));

/** The first colon that is in no braces: `HEAD^{/fix: it}:mine.ts` has its own. -1: none. */
const colonIn = (name: string): number => {
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    if (name[i] === '{') depth += 1;
    else if (name[i] === '}') depth -= 1;
    else if (name[i] === ':' && depth <= 0) return i;
  }
  return -1;
};

/** What a name says if it is read as that of a file at a revision; `null` if it can't be: a drive, a URL, no colon. */
export const revisionIn = (name: string, platform = process.platform): RevisionName | null => {
  const at = colonIn(name);
  const [revision, path] = [name.slice(0, at), name.slice(at + 1)];
  if (at < 1 || path === '' || path.startsWith('//') || isDrive(name, platform)) return null;
  return { revision, path };
};

/** Whether a path is one from the working directory, as git takes it. */
export const isRelative = (path: string): boolean => /^\.\.?\//.test(path);

/** The name under which git knows a module wherever in the repository it is asked. */
export const nameAtRoot = ({ revision, path }: Revision): string => `${revision}:${path}`;

/** What is not at a revision has its own path: a package, or what is out of the repository. */
const isElsewhere = (path: string): boolean => /(^|\/)node_modules\/|^\.\.\//.test(path);

/** What a file beside a module at a revision is called, given as the module sees it. */
export const calledAt = ({ revision, path }: Revision, source: string): string => {
  const file = posix.join(posix.dirname(path), source);
  return isElsewhere(file) ? file : `${revision}:${file}`;
};

/** What a file of a bundle is called, given as the module sees it. */
export const calledIn = (
  bundle: { readonly file: string; readonly revision: Revision | null },
  source: string,
): string =>
  bundle.revision === null ? join(dirname(bundle.file), source) : calledAt(bundle.revision, source);
