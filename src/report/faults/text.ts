/** The table of faults that one reads on a terminal. */
import type { Broken, FaultsReport, TriedFault, TriedProperty } from '../../faults/faults.ts';
import { rungName } from '../../results/rung-name.ts';
import type { Look } from '../text.ts';
import { countOf, indented, listed, widest, wrap } from '../text.ts';
import { configurationOf } from './configuration.ts';

/** `no-lost-wakeup in 5`; of a trace that may not be the shortest, `in at most 5`. */
const brokenText = ({ property, length, shortest }: Broken): string =>
  `${property} in ${shortest ? '' : 'at most '}${length}`;

const marks = { caught: ['✓', 'green'], 'not-caught': ['✗', 'red'], unfinished: ['?', 'yellow'] } as const;

const faultLines = (one: TriedFault, width: number, look: Look): readonly string[] => {
  const { about, fault, breaks, missed, result } = one;
  const [mark, colour] = marks[result];
  const isNamed = ({ property }: Broken) => about.caughtBy.includes(property);
  const others = breaks.filter((broken) => !isNamed(broken)).map(brokenText);
  const caught = [
    ...breaks.filter(isNamed).map(brokenText),
    ...(others.length === 0 ? [] : [`also ${others.join(', ')}`]),
  ];
  const isOpen = result === 'unfinished';
  const escaped =
    missed.length === 0 ? [] : [`${isOpen ? 'the budget ended before' : 'not caught by'} ${listed(missed)}`];
  const nobody = breaks.length + missed.length === 0 && !isOpen ? ['not caught'] : [];
  const [first, ...more] = wrap([...caught, ...escaped, ...nobody].join('; '), look.width - width - 6);
  return [
    `  ${look.paint[colour](mark)} ${look.paint.bold(fault.padEnd(width))}  ${first ?? 'the budget ended before it was tried'}`,
    ...more.map((line) => ' '.repeat(width + 6) + line),
    ...indented(about.summary, width + 6, look.width).map((line) => look.paint.dim(line)),
    look.paint.dim(`${' '.repeat(width + 6)}on ${configurationOf(one)}`),
  ];
};

/** What breaks a property soonest; `isOpen`: there may be more to come. */
const breakerText = ({ brokenBy }: TriedProperty, isOpen: boolean): string => {
  const [first, ...others] = brokenBy;
  if (first === undefined) return isOpen ? 'by nothing that was tried' : 'broken by nothing';
  const who =
    first.is === 'fault' ? first.name : `no fault is needed: ${first.name} on ${rungName(first.rung)}`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${who}, in ${countOf(first.length, 'step')}${more}`;
};

const propertyLines = (
  one: TriedProperty,
  isOpen: boolean,
  width: number,
  { paint, width: columns }: Look,
): readonly string[] => {
  const missing = isOpen ? paint.yellow('?') : paint.red('✗');
  const mark = one.brokenBy.length === 0 ? missing : paint.green('✓');
  const [line, ...more] = wrap(breakerText(one, isOpen), columns - width - 6);
  return [
    `  ${mark} ${one.property.padEnd(width)}  ${line}`,
    ...more.map((text) => ' '.repeat(width + 6) + text),
  ];
};

const summary = ({ faults, properties, exitCode }: FaultsReport): string => {
  const missed = faults.filter(({ result }) => result === 'not-caught').map(({ fault }) => fault);
  const open = faults.filter(({ result }) => result === 'unfinished').length;
  const unbroken = properties.filter(({ brokenBy }) => brokenBy.length === 0).map(({ property }) => property);
  const words = [
    ...(missed.length > 0 ? [`Not caught, or not by all that were named: ${listed(missed)}.`] : []),
    ...(open > 0
      ? [
          `Unfinished: the budget ended before ${countOf(open, 'fault')} ${open === 1 ? 'was' : 'were'} decided. Give it more with --budget.`,
        ]
      : []),
    ...(unbroken.length > 0 && open === 0 ? [`Broken by nothing: ${listed(unbroken)}.`] : []),
  ];
  const named = faults.filter(({ about }) => about.caughtBy.length > 0);
  if (words.length === 0 && named.length === 0)
    return `${faults.length === 1 ? 'It names' : 'They name'} nothing that must catch ${faults.length === 1 ? 'it' : 'them'}, and something does. Exit code ${exitCode}.`;
  const fine = `All is well: ${faults.length === 1 ? 'the fault is' : `all ${faults.length} faults are`} caught by every property that was named beforehand${properties.length > 0 ? `, and each of ${properties.length} properties catches something` : ''}.`;
  return `${words.length === 0 ? fine : words.join(' ')} Exit code ${exitCode}.`;
};

export const faultsText = (report: FaultsReport, _version: string, look: Look): string => {
  const { faults, properties, exitCode } = report;
  const width = widest(faults.map(({ fault }) => fault));
  const isOpen = faults.some(({ result }) => result === 'unfinished');
  const propertyWidth = widest(properties.map(({ property }) => property));
  const colour = exitCode === 0 ? look.paint.green : exitCode === 1 ? look.paint.red : look.paint.yellow;
  return [
    look.paint.bold(
      'Each fault, and what catches it: what it breaks, and the right machine keeps; in how many steps',
    ),
    ...faults.flatMap((one) => faultLines(one, width, look)),
    '',
    ...(properties.length === 0
      ? []
      : [
          look.paint.bold('Each property, and what breaks it soonest'),
          ...properties.flatMap((one) => propertyLines(one, isOpen, propertyWidth, look)),
          '',
        ]),
    ...wrap(summary(report), look.width).map((line) => colour(line)),
    '',
  ].join('\n');
};
