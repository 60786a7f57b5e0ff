/** What tells two bundles apart. */
import { createHash } from 'node:crypto';

/**
 * A module that is loaded when it is first asked for has its path as its name. esbuild puts it there for profilers, and
 * nothing reads it: what a policy does is the same wherever its packages are installed.
 */
const namesOfModules =
  /\b(__(?:commonJS|esm)\d*\(\{)(?:"(?:[^"\\]|\\.){0,4096}"|'(?:[^'\\]|\\.){0,4096}')\(/g;

/** SHA-256 of a bundle's code, in hex: it does not depend on where the module is, nor on where its packages are. */
export const contentHash = (code: string): string =>
  createHash('sha256').update(code.replace(namesOfModules, '$1""(')).digest('hex');
