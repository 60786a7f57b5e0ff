/** Names of files that every system understands. */

/** `./policies/mine.ts` → `policies-mine.ts`: safe in every file system, and never hidden. */
export const safe = (name: string): string =>
  name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'policy';

/** A path for every system: `../policies/mine.ts` */
export const portable = (path: string): string => path.replaceAll('\\', '/');
