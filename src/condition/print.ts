/** A condition in words, written in one way whatever spaces and parentheses it came with: reading it again gives the same. */
import { match } from 'ts-pattern';
import type { Asked, Expression, HintTest, Named, Owing, Test, ValueTest } from './tree.ts';

const onCpu = (on: Named | null): string => (on === null ? '' : ` on ${on.name}`);

const hintInWords = (hint: HintTest): string =>
  match(hint)
    .with({ is: 'none' }, () => 'no hint')
    .with({ is: 'some' }, () => 'a hint')
    .with({ is: 'exactly' }, ({ vcpus }) => `hint {${vcpus.map(({ name }) => name).join(', ')}}`)
    .with({ is: 'names' }, ({ whom }) =>
      typeof whom === 'string' ? `a hint that names ${whom}` : `hint naming ${whom.name}`,
    )
    .exhaustive();

const withHint = (hint: HintTest | null): string => (hint === null ? '' : `, ${hintInWords(hint)}`);

const owingInWords = (owing: Owing | null): string =>
  match(owing)
    .with(null, () => '')
    .with({ is: 'nothing' }, () => ', owing nothing')
    .with({ is: 'interrupt' }, ({ hint }) => `, owing an interrupt${withHint(hint)}`)
    .exhaustive();

/** By the kind of cell. */
const words: { readonly [K in ValueTest['is']]: (asked: Asked<K>) => string } = {
  placement: ({ condition, on }) => `${condition ?? ''}${onCpu(on)}`.trimStart(),
  mapped: ({ entry }) => (typeof entry === 'string' ? entry : entry.name),
  memory: ({ json }) => JSON.stringify(json),
  event: ({ stage, on, hint }) => `${stage}${onCpu(on)}${withHint(hint)}`,
  route: ({ vcpu }) => vcpu.name,
  mask: ({ state, owing }) => `${state}${owingInWords(owing)}`,
  pending: ({ what, hint }) => `${what}${withHint(hint)}`,
  servicing: ({ what, hint, target }) =>
    `${what}${target === null ? '' : ` ${target.name}`}${withHint(hint)}`,
  kept: ({ json }) => JSON.stringify(json),
};

const valueInWords = (value: ValueTest): string => words[value.is](value as never);

/** The name of the cell: `pending(vm0.dev0.e0, vm0.vcpu1)`. */
export const cellNameOf = ({ value, ids }: Test): string =>
  `${value.is}(${ids.map(({ name }) => name).join(', ')})`;

const testInWords = (test: Test, is: 'is' | 'is not'): string =>
  `${cellNameOf(test)} ${is} ${valueInWords(test.value)}`;

const inParentheses = (expression: Expression, these: readonly Expression['is'][]): string => {
  const words = expressionInWords(expression);
  return these.includes(expression.is) ? `(${words})` : words;
};

/** An expression, with as few parentheses as will do. */
export const expressionInWords = (expression: Expression): string =>
  match(expression)
    .with({ is: 'or' }, ({ of }) => of.map((one) => inParentheses(one, ['or'])).join(' or '))
    .with({ is: 'and' }, ({ of }) => of.map((one) => inParentheses(one, ['or', 'and'])).join(' and '))
    .with({ is: 'not', of: { is: 'test' } }, ({ of }) => testInWords(of, 'is not'))
    .with({ is: 'not' }, ({ of }) => `not ${inParentheses(of, ['or', 'and'])}`)
    .with({ is: 'test' }, (test) => testInWords(test, 'is'))
    .exhaustive();
