/** What a module threw, in words, and where in the user's files. */
import { SourceMap } from 'node:module';
import { show } from '../reading/values.ts';
import type { Bundle } from './bundle.ts';
import { absentGlobals, purity } from './realm.ts';
import { calledIn } from './revision.ts';

/** What happened in a call, to be read after it, and what would do instead. */
export interface Mishap {
  readonly found: string;
  readonly remedy: string;
}

/** A text field of anything that was thrown; reading it may run the module's code. */
const textField = (thrown: unknown, field: 'name' | 'message' | 'stack'): string | null => {
  if (typeof thrown !== 'object' || thrown === null) return null;
  try {
    const text: unknown = Reflect.get(thrown, field);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
};

const messageOf = (thrown: unknown): string => {
  const message = textField(thrown, 'message');
  if (message === null) return typeof thrown === 'string' ? thrown : show(thrown);
  const name = textField(thrown, 'name');
  return name === null || name === 'Error' ? message : `${name}: ${message}`;
};

/** How V8 words a write to something frozen. */
const frozenWrite = /^TypeError: Cannot (assign to read only|add|delete|define|redefine|set) property /;

const absent = new RegExp(`^ReferenceError: (${absentGlobals.join('|')}) is not defined`);

/** The name under which a bundle's code runs, by which its lines are found in stacks. */
export const scriptName = (bundle: Bundle): string => `${bundle.kind}-${bundle.hash}`;

/** Words what a bundle's code threw. */
export const mishapIn = (bundle: Bundle): ((thrown: unknown) => Mishap) => {
  const frame = new RegExp(`${scriptName(bundle)}:(\\d+):(\\d+)`);
  const place = (thrown: unknown): string => {
    const [, line, column] = frame.exec(textField(thrown, 'stack') ?? '') ?? [];
    if (line === undefined || column === undefined) return '';
    const found = new SourceMap(JSON.parse(bundle.map)).findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in found)) return '';
    const file = calledIn(bundle, found.originalSource);
    return ` (${file}:${found.originalLine + 1}:${found.originalColumn + 1})`;
  };
  return (thrown) => {
    const message = messageOf(thrown);
    const at = place(thrown);
    if (frozenWrite.test(message))
      return {
        found: `changes its arguments, or other frozen data: ${message}${at}`,
        remedy: 'Make a copy, and change that.',
      };
    return { found: `threw: ${message}${at}`, remedy: absent.test(message) ? purity(bundle.kind) : '' };
  };
};
