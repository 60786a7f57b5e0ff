/** How docs/findings.md finds its results, and says only what they bear out. */
import type { Asked, Flags } from './asked.ts';
import { policies } from './asked.ts';
import { findings, nameOf } from './data.ts';
import type { Answer, Answered, Broken } from './decide.ts';
import type { Priced } from './prices.ts';

export const { answered, prices } = findings();

const byName = new Map(answered.map((one) => [nameOf(one), one]));

/** The result for a machine; what is not said is as usual. */
export const resultOf = (wanted: Partial<Asked> & Pick<Asked, 'policy'>): Answered => {
  const asked = { scope: '2:2x1', flags: '' as Flags, guest: 'any', world: 'as it is' as const, ...wanted };
  const found = byName.get(nameOf(asked));
  if (found === undefined) throw new Error(`docs/findings.json has no ${nameOf(asked)}: npm run findings`);
  return found;
};

/** What became of a property there; by default, of `locality-restored`. */
export const answerOf = (wanted: Partial<Asked> & Pick<Asked, 'policy'>, id = 'locality-restored'): Answer =>
  resultOf(wanted).answers[id]!;

/** Whether there is a run that breaks it, and here it is. */
export const isBroken = (answer: Answer): answer is Broken => typeof answer !== 'string';

/** Whether there is a run that breaks it, shown or not. */
export const isLost = (answer: Answer): boolean => answer === 'broken' || isBroken(answer);

/** The run that breaks a property there; throws where none does. */
export const lassoOf = (wanted: Partial<Asked> & Pick<Asked, 'policy'>, id?: string): Broken => {
  const answer = answerOf(wanted, id);
  if (!isBroken(answer)) throw new Error(`docs/findings.md: ${nameOf(resultOf(wanted))} is ${answer}`);
  return answer;
};

export const priceOf = (policy: string): Priced => {
  const found = prices.find((one) => one.policy === policy);
  if (found === undefined) throw new Error(`docs/findings.json has no price of ${policy}: npm run findings`);
  return found;
};

/** A sentence, if it is true; the page can't be made while it is not. */
export const so = (sentence: string, isTrue: boolean): string => {
  if (!isTrue) throw new Error(`docs/findings.md says what is no longer so: ${sentence}`);
  return sentence;
};

const same = (some: readonly string[], others: readonly string[]): boolean =>
  some.join('\n') === others.join('\n');

/** Action by action in short: the names in a scope with one VM and one source. */
const inFull = (action: string): string =>
  action
    .replace(/\be0\b/, 'vm0.dev0.e0')
    .replace(/\bv(\d)\b/g, 'vm0.vcpu$1')
    .replace(/\bc(\d)\b/, 'cpu$1');

/** Whether a run is this one: `dispatch(v0) raise(e0, c1)`. What is said of its steps is said of no other. */
export const isThis = ({ stem, cycle }: Broken, ownStem: string, ownCycle: string): boolean => {
  const actions = (text: string) => (text.match(/\w+\([^)]*\)/g) ?? []).map(inFull);
  return same(stem, actions(ownStem)) && same(cycle, actions(ownCycle));
};

export const isSameRun = (one: Broken, other: Broken): boolean =>
  same(one.stem, other.stem) && same(one.cycle, other.cycle);

/** `✗ 6 + 5` */
export const inTable = (answer: Answer): string => {
  if (isBroken(answer)) return `✗ ${answer.stem.length} + ${answer.cycle.length}`;
  return { holds: '✓', vacuous: 'vacuous', 'not meant': 'not meant', broken: '✗' }[answer];
};

/** `6 steps, then 5 for ever` */
export const lengthOf = ({ stem, cycle }: Broken): string => {
  const steps = `${stem.length} step${stem.length === 1 ? '' : 's'}`;
  return `${steps}, then ${cycle.length === 0 ? 'nothing' : cycle.length} for ever`;
};

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

export const code = (text: string): string => (text === '' ? 'none' : `\`${text}\``);

export const count = (n: number): string => n.toLocaleString('en');

/** The policies of which something is so. */
export const those = (isSo: (policy: string) => boolean): readonly string[] => policies.filter(isSo);

/** `a`, `b` and `c` */
export const listed = (names: readonly string[]): string => {
  const words = names.map((name) => `\`${name}\``);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
};

export const isList = (some: readonly string[], others: readonly string[]): boolean => same(some, others);
