/** Conditions for tests: what a condition says of one value, and random conditions. */
import fc from 'fast-check';
import type { Cell } from '../../model/action.ts';
import type { Machine, State } from '../../model/machine.ts';
import { readerOf } from '../../model/machine.ts';
import { isTrue } from '../../src/condition/holds.ts';
import { parseCondition, propertyOf } from '../../src/condition/index.ts';
import { keyOf, stepsFrom } from '../oracle/naive.ts';

/** Whether `<cell> is <words>` is true of a value. */
export const says = (cell: string, words: string, value: unknown): boolean =>
  isTrue(parseCondition('--to', `${cell} is ${words}`).root, () => value);

/** What a condition's property says of a state: what was reached, in words; `null` if it is not true there. */
export const askedOf = (machine: Machine, text: string) => {
  const [question] = propertyOf(parseCondition('--to', text)).questions(machine.setup);
  if (question?.is !== 'state') throw new Error('a condition asks one question, about a state');
  return {
    of: (state: State): string | null => {
      const answer = question.ask(readerOf(state));
      return typeof answer === 'object' ? answer.found : null;
    },
    /** The cells that are looked at in a state, in that order. */
    reads: (state: State): readonly string[] => {
      const names: string[] = [];
      question.ask(<T>(cell: Cell<T>): T => {
        names.push(cell.name);
        return readerOf(state)(cell);
      });
      return names;
    },
    touches: question.touches.map(({ name }) => name),
  };
};

/** The states of a machine, breadth-first, until there are so many. */
export const statesOf = (machine: Machine, most: number): readonly State[] => {
  const states = new Map([[keyOf(machine.initial), machine.initial]]);
  for (const state of states.values()) {
    if (states.size >= most) break;
    for (const { after } of stepsFrom(state, machine.actions, null))
      if (!states.has(keyOf(after))) states.set(keyOf(after), after);
  }
  return [...states.values()];
};

// --- random conditions ------------------------------------------------------------------------------------------

const cpu = fc.constantFrom('cpu0', 'cpu1', 'cpu10');
const vcpu = fc.constantFrom('vm0.vcpu0', 'vm0.vcpu1');
const source = fc.constantFrom('vm0.dev0.e0', 'vm0.net0.rx-0');
const space = fc.constantFrom('', ' ', '\n\t ');
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));

const joined = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(''));

const oneOf = (...all: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.oneof(...all.map((one) => (typeof one === 'string' ? fc.constant(one) : one)));

const maybe = (one: fc.Arbitrary<string>): fc.Arbitrary<string> => oneOf('', one);

const hint = oneOf(
  ...['no hint', 'a hint', 'hint', 'a hint that names nobody', 'hint naming somebody', 'hint{}'],
  joined('hint naming ', vcpu),
  joined('a hint that names ', vcpu),
  joined('hint {', vcpu, space, ',', space, vcpu, '}'),
);
const onCpu = maybe(joined(' on ', cpu));
const withHint = maybe(joined(space, ',', space, hint));
const both = joined('(', source, ',', space, vcpu, ')');
const ofVcpu = joined('(', vcpu, space, ')');
const ofSource = joined('(', space, source, ')');
const is = joined(' is ', maybe(fc.constant('not ')));

const test = oneOf(
  joined('placement', ofVcpu, is, oneOf('running', 'ready', 'halted'), onCpu),
  joined('placement', ofVcpu, is, oneOf('offline', joined('on ', cpu))),
  joined('mapped', ofVcpu, is, oneOf('no entry', 'an entry', cpu)),
  joined(oneOf('memory', 'kept'), ofSource, is, json),
  joined(
    'event',
    ofSource,
    is,
    oneOf('idle', joined('raised', onCpu), joined('identified', onCpu, withHint)),
  ),
  joined('route', ofSource, is, vcpu),
  joined('mask', ofSource, is, oneOf('open', 'masked', 'masked, owing nothing')),
  joined('mask', ofSource, is, 'masked, owing an interrupt', withHint),
  joined('pending', both, is, oneOf('nothing', 'anything', joined('interrupt', withHint))),
  joined('servicing', both, is, oneOf('nothing', 'programmed', joined('interrupt', withHint))),
  joined('servicing', both, is, 'programming', maybe(joined(' ', vcpu))),
);

/** Texts that are conditions. */
export const conditionTexts: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    test,
    joined(tie('text'), ' or ', tie('text')),
    joined(tie('text'), ' and ', tie('text')),
    joined('not ', tie('text')),
    joined('(', space, tie('text'), space, ')'),
  ),
})).text;

/** Texts that are made of the same pieces, in any order: most are no conditions, and many nearly are. */
export const nearTexts: fc.Arbitrary<string> = fc
  .array(
    oneOf(
      ...['is', 'not', 'and', 'or', '(', ')', ',', '{', '}', '[', ']', ':', '"', '\\', 'on', 'no', 'a', 'an'],
      ...[
        'hint',
        'interrupt',
        'owing',
        'masked',
        'identified',
        '=',
        '__proto__',
        'constructor',
        '1e999',
        '-',
      ],
      ...['event(vm0.dev0.e0)', 'memory(vm0.dev0.e0) is', 'pending(', '{"a":', 'is raised on', '\u{1f4a5}'],
      cpu,
      vcpu,
      source,
      json,
      test,
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(' '));
