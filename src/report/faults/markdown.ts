/** The table of faults as a page: docs/faults.md is made of it. */
import type { Broken, FaultsReport, TriedFault, TriedProperty } from '../../faults/faults.ts';
import { rungName } from '../../results/rung-name.ts';
import { configurationOf } from './configuration.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const brokenText = ({ property, length, shortest }: Broken): string =>
  `\`${property}\` (${shortest ? length : `≤ ${length}`})`;

const resultText = ({ result, missed }: TriedFault): string => {
  const ids = missed.map((id) => `\`${id}\``).join(', ');
  if (result === 'unfinished') return ' **unfinished**';
  return missed.length > 0 ? ` **not by ${ids}**` : result === 'caught' ? '' : '**not caught**';
};

const faultRow = (one: TriedFault): readonly string[] => {
  const { about, fault, breaks } = one;
  const named = breaks.filter(({ property }) => about.caughtBy.includes(property));
  const others = breaks.filter(({ property }) => !about.caughtBy.includes(property));
  return [
    `\`${fault}\``,
    about.summary,
    about.source,
    `\`${configurationOf(one)}\``,
    named.map(brokenText).join(', ') + resultText(one),
    others.map(brokenText).join(', '),
  ];
};

const propertyRow = ({ property, contract, brokenBy }: TriedProperty): readonly string[] => {
  const texts = brokenBy.map(({ is, name, rung, length }) =>
    is === 'fault' ? `\`${name}\` (${length})` : `policy \`${name}\` on \`${rungName(rung)}\` (${length})`,
  );
  // A policy breaks a goal in many configurations: one of them will do.
  const faults = brokenBy.flatMap(({ is }, i) => (is === 'fault' ? [texts[i]!] : []));
  const policy = brokenBy.flatMap(({ is }, i) => (is === 'policy' ? [texts[i]!] : [])).slice(0, 1);
  const all = [...policy, ...faults];
  return [`\`${property}\``, `\`${contract}\``, all.length === 0 ? '**nothing**' : all.join(', ')];
};

export const faultsMarkdown = ({ faults, properties }: FaultsReport): string =>
  [
    '# The faults, and what catches them',
    '<!-- Made by `hintproof faults --reporter markdown`. Do not edit. -->',
    'A fault is one programming error, put into the machine with `--fault`. Each names beforehand the properties that must catch it, and the smallest configuration where it can show: what is not named there is as usual (`first-time`, guest `any`). A property **catches** a fault if the machine with the fault breaks it, and the right machine keeps it. In brackets: the length of a shortest trace; of a run without end, that of its stem and its cycle together.',
    table(
      ['fault', 'what goes wrong', 'seen in the wild', 'shows on', 'caught by', 'also breaks'],
      faults.map(faultRow),
    ),
    ...(properties.length === 0
      ? []
      : [
          '## The properties, and what breaks them',
          'A property that nothing breaks might say nothing. The goals of `locality` need no fault: a policy breaks them honestly.',
          table(['property', 'contract', 'broken by'], properties.map(propertyRow)),
        ]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
