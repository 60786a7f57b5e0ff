/**
 * The pages of docs/ that are made from the code: the properties, the ladder, the findings, and the gallery of traces.
 *
 * `npx tsx test/docs/generate.ts` writes them; a test says when that was forgotten.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Configuration } from '../../model/configuration.ts';
import { faults } from '../../model/faults/index.ts';
import { machineOf } from '../../model/machine.ts';
import type { Contract } from '../../model/policies/policy.ts';
import { contracts } from '../../model/policies/policy.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import { properties } from '../../properties/index.ts';
import type { Kind, Property } from '../../properties/property.ts';
import { ladderFor } from '../../src/results/ladder.ts';
import { rungName } from '../../src/results/rung-name.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { lassoFiles } from './findings/losing.ts';
import { findingsPage } from './findings/page.ts';
import { lassoFile } from './findings/shown.ts';
import { withGallery } from './gallery.ts';
import { formatsPage } from './samples.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const codes = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

// --- docs/properties.md -----------------------------------------------------------------------------------------

const contractWords: Readonly<Record<Contract, string>> = {
  safe: 'What every policy must keep, with every guest. Demanded of all.',
  'claim-1': 'What the policy of US9411624B2, claim 1, promises on top. Demanded of a policy that claims it.',
  locality:
    'What hinting is for. These are goals: a policy may honestly fail them, and the trace says why. Demanded of a policy that claims it.',
  live: 'Every event is served, sooner or later. Demanded of a policy that claims it.',
  possible:
    'What must be able to happen: a machine in which nothing happens keeps every promise. Demanded of all.',
};

const kindWords: Readonly<Record<Kind, string>> = {
  always: 'of every reachable state',
  step: 'of every transition of certain actions: what is before it, and what is after it',
  history: 'of every run: a transition is judged by what is remembered of the run before it',
  sometimes:
    'of some state or transition that is reachable: a witness proves that the model can do it at all',
  isolation: 'of the cells that every action reads and writes',
  leadsTo:
    'of every [fair run](long-run.md#fairness) without end: whenever one thing happens, another one does later; or, once some things have happened for the last time, others come to an end. A violation is a [lasso](long-run.md#what-breaks-one-a-lasso)',
};

const everything: Short = { lifecycle: ['reset', 'hotplug', 'masking'] };

/** Configurations with everything, and others that lack something. */
const various: readonly Configuration[] = [
  configuration('2:2x1+2x1', everything),
  configuration('1:2x1+2x1', everything),
  configuration('2:2x1', everything),
  configuration('2:1x1', everything),
  configuration('2:2x1+2x1', { moves: false }),
  configuration('2:2x1+2x1', { ...everything, map: 'on-dispatch' }),
  configuration('2:2x1+2x1', { ...everything, hinting: 'atomic' }),
  configuration('2:2x1+2x1', { lifecycle: [] }),
  configuration('2:2x1+2x1', { lifecycle: ['hotplug'] }),
  configuration('2:2x1+2x1', { ...everything, guest: 'ignore' }),
  configuration('2:2x1+2x1', { ...everything, guest: 'hostile' }),
  configuration('2:2x1+2x1', { guest: 'ignore' }),
  configuration('2:2x1+2x1', { guest: 'hostile' }),
];

/** The reasons for which a property is not meant for some configurations. */
const notMeant = (property: Property): readonly string[] => {
  const said = various.map((config) => property.notMeant(config));
  if (!said.includes(null)) throw new Error(`${property.id} is meant nowhere: ${said[0]}`);
  return [...new Set(said.flatMap((reason) => reason ?? []))];
};

const caughtBy = (property: Property): readonly string[] =>
  faults.filter((fault) => fault.caughtBy.includes(property.id)).map(({ name }) => name);

const propertySection = (property: Property): string => {
  const { id, kind, sentence, source } = property;
  const caught = caughtBy(property);
  return [
    `### ${id}`,
    '',
    `> ${sentence}`,
    '',
    `- Kind: \`${kind}\``,
    `- Source: ${source}`,
    ...notMeant(property).map((reason) => `- \`not-applicable\` where: ${reason}`),
    ...(caught.length === 0
      ? []
      : [`- Catches the ${caught.length === 1 ? 'fault' : 'faults'} ${codes(caught)}`]),
  ].join('\n');
};

const contractSection = (contract: Contract): readonly string[] => {
  const own = properties.filter((property) => property.contract === contract);
  if (own.length === 0) return [];
  return [`## Contract \`${contract}\``, contractWords[contract], ...own.map(propertySection)];
};

const kinds = (Object.keys(kindWords) as Kind[]).filter((kind) =>
  properties.some((one) => one.kind === kind),
);

/** The fairness of a small machine: what there is for each source and VCPU. */
const fairnessSection = (): readonly string[] => [
  '## Fairness',
  'Promises of the kind `leadsTo` are about fair runs. This is all of the fairness of `1:2x1`, as [properties/fairness.ts](../properties/fairness.ts) has it; a larger machine has the same for each of its sources and VCPUs, and with `--hinting atomic` there is `receive` in place of `identify` and `inject`. *Weakly* fair: if such a step is possible in every state from some point on, one is taken. *Strongly* fair: if one is possible again and again, one is taken again and again. Devices and the rest of the scheduler owe nothing. [long-run.md](long-run.md#fairness) explains why.',
  table(
    ['steps', 'fairness'],
    fairnessOf(machineOf(configuration('1:2x1')).setup).map(({ name, is }) => [name, is]),
  ),
];

const propertiesPage = (): string =>
  [
    '# The properties',
    '<!-- Made from properties/index.ts by `npx tsx test/docs/generate.ts`. Do not edit. -->',
    `A property is a sentence about the machine of [model.md](model.md), and code that decides it. There are ${properties.length}. Each belongs to a contract, and has a kind, which says what the sentence is about. The code is in \`properties/\`, one file a property.`,
    `A property can have a **premise**: a situation without which it says nothing. "Every VCPU in a hint is …" says nothing while no hint is sent. If everything was explored and the premise was never true, the result is \`vacuous\`, and never \`holds\`.`,
    '"At identification", "local", "move" and other words are defined at the [end of the model](model.md#words-that-the-properties-use). A **fault** is one programming error that can be put into the machine, with `--fault`. It shows that the property catches something. Its catchers were named beforehand; [faults.md](faults.md) has the table.',
    table(
      ['kind', 'says something'],
      kinds.map((kind) => [`\`${kind}\``, kindWords[kind]]),
    ),
    '## Results',
    table(
      ['result', 'means'],
      [
        [
          '`holds`',
          'every reachable state was looked at; of `leadsTo`, every fair run keeps it; of `sometimes`, there is a witness',
        ],
        [
          '`holds-within-budget`',
          'all planned [random runs](random.md) were made, its premise was true in some, and none violated it: tried, not proved',
        ],
        [
          '`violated`',
          'there is a trace that leads to a violation; of `leadsTo`, a fair run without end that is one',
        ],
        [
          '`vacuous`',
          'every reachable state was looked at, and the premise was never true, the `sometimes` never reached, or no fair run is one that the `leadsTo` is about',
        ],
        ['`unfinished`', 'the budget ended it'],
        ['`not-applicable`', 'the sentence is not meant for this configuration; the reason is given'],
      ],
    ),
    ...fairnessSection(),
    ...contracts.flatMap(contractSection),
  ].join('\n\n');

// --- docs/ladder.md ---------------------------------------------------------------------------------------------

const ladderPage = (): string =>
  [
    '# The ladder',
    '<!-- Made from src/results/ladder.ts by `npx tsx test/docs/generate.ts`. Do not edit. -->',
    'Without `--scope` and `--topology`, `hintproof check` climbs this ladder: a fixed list of configurations, small ones first. Each rung can show something that those below it could not. A property that is violated on a rung, or a witness that is reached there, is not looked for on the next ones: the lowest rung has the trace that is easiest to read.',
    'A scope is written `P:VxS+VxS…`: P host CPUs, then the VCPUs and the sources of each VM. What the flags mean is in [model.md](model.md#what-varies).',
    table(
      ['', 'configuration', 'checked', 'the long run', 'shows'],
      ladderFor({ guest: { is: 'built-in', name: 'any' }, fault: null }).map((rung, i) => [
        String(i + 1),
        `\`${rungName(rung)}\``,
        rung.random ? 'random runs' : 'exhaustively',
        rung.finiteOnly ? 'not asked' : '',
        rung.shows,
      ]),
    ),
    'Flags that fix an axis fix it on every rung: `--map on-dispatch` climbs the whole ladder with that map. Rungs that become the same are one. With `--scope` or `--topology` there is no ladder, and only what you name is checked.',
    'The last of the rungs that are explored exhaustively have too many states to enumerate: 10^20 and more on the last one. `hintproof` enumerates up to some 50,000 states, and computes with sets of states beyond ([how](decisions/0006-decision-diagrams.md)); `--engine explicit` and `--engine symbolic` insist on one or the other, and `--verbose` says what was done.',
    'Promises about [the long run](long-run.md) cost more than all others. On the largest rungs they are not asked, whatever the policy; a report says of what holds on how many that was so. With `--scope` or `--topology` they are.',
    'Two more rungs are beyond that, too: they are tried on [random runs](random.md). What random runs find is a violation like any other. What they do not find is told as such, beside what the rungs below have shown: `holds on 17 rungs, … states; in 52 random runs on 2 more`. A property whose premise did not come true in those few runs is left out there. `--no-random` leaves these rungs out; `--random` tries all rungs on random runs.',
    'Every built-in policy climbs it within the default budget of 30 seconds. One that hints once needs a few seconds, two of them for the random runs. One that keeps hinting has many more states, and needs some twenty. What the budget does not reach is `unfinished`; `--budget 5m` gives more. Larger configurations are for `--scope`: [the table of counts](model.md#counts-to-check-against) says how they grow.',
  ].join('\n\n');

/** Every page that is made, by its path from the project's directory. */
export const pages: Readonly<Record<string, string>> = {
  'docs/properties.md': `${propertiesPage()}\n`,
  'docs/ladder.md': `${ladderPage()}\n`,
  'docs/formats.md': formatsPage(),
  'docs/findings.md': findingsPage(),
  ...Object.fromEntries(Object.entries(lassoFiles()).map(([name, text]) => [lassoFile(name), text])),
};

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  for (const [file, text] of Object.entries(pages)) writeFileSync(file, text);
  writeFileSync('docs/traces.md', withGallery(readFileSync('docs/traces.md', 'utf8')));
}
