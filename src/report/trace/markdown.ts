/** A trace as Markdown without HTML: to paste into a mail or an issue, where it can be read as it is, too. */
import type { Lifecycle } from '../../../model/configuration.ts';
import { layoutOf } from '../../../model/topology.ts';
import { excusedInWords } from '../../picture/loop.ts';
import { stuckInWords } from '../../picture/words.ts';
import type { Story } from '../../results/story.ts';
import { countOf, listed, lookOf } from '../text.ts';
import { involvedInWords, told } from '../told.ts';
import type { TraceFormat } from './format.ts';
import { mermaidFormat } from './mermaid.ts';
import { nameOfAim, outcomeInWords, sizeInWords } from './text.ts';

/** Mails and issues break longer lines. */
const tableWidth = 100;

/** What Markdown would take for its own in the middle of a line: nothing that is escaped is at the beginning of one. */
const escaped = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|~&$]/g, '\\$&');

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** As code, whatever is in it. */
const code = (text: string): string => {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const inside = text.replaceAll(/\s+/g, ' ');
  const pad = /^[`\s]|[`\s]$/.test(inside) ? ' ' : '';
  return `${ticks}${pad}${inside}${pad}${ticks}`;
};

const fenced = (language: string, text: string): string => {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
};

const sourcesInWords = (sources: readonly string[]): string => {
  if (sources.length === 0) return 'no device';
  return `the source${sources.length === 1 ? '' : 's'} ${listed(sources.map(code))}`;
};

const vmInWords = ({ id, vcpus, sources }: ReturnType<typeof layoutOf>['vms'][number]): string =>
  `${id} with ${countOf(vcpus.length, 'VCPU')} and ${sourcesInWords(sources)}`;

const lifecycleInWords: Readonly<Record<Lifecycle, string>> = {
  reset: 'VMs may be reset.',
  hotplug: 'VCPUs come and go.',
  masking: 'A route is masked while it is programmed.',
};

/** What the run is about, in sentences: nobody who gets a mail knows the flags. */
const setting = ({ policy, guest, topology, options }: Story): string => {
  const { cpus, vms } = layoutOf(topology);
  const { map, hinting, moves, lifecycle, fault } = options;
  return [
    `Policy ${code(policy)}, guest ${code(guest)}.`,
    `${countOf(cpus.length, 'host CPU')}; ${vms.map(vmInWords).join('; ')}.`,
    moves ? 'VCPUs move between host CPUs.' : 'VCPUs are pinned to their host CPUs.',
    `The map is written when a VCPU ${map === 'on-move' ? 'moves' : 'runs next'}.`,
    hinting === 'atomic'
      ? 'An event is identified and injected in one step.'
      : 'Anything can happen between the identification of an event and its injection.',
    ...lifecycle.map((one) => lifecycleInWords[one]),
    ...(fault === null ? [] : [`There is a fault in the machine: ${code(fault)}.`]),
  ].join(' ');
};

const labelledLine = (label: string, text: string): string => `**${label}:** ${escaped(text)}`;

const ending = (story: Story): readonly string[] => {
  const { told: finding, outcome, initially, steps } = story;
  const stuck = stuckInWords(story);
  if (stuck !== null) return [labelledLine('Not possible', `${stuck}.`)];
  if (finding === null) return [];
  const involved = involvedInWords({ initially, steps, involved: finding.involved });
  const excused = excusedInWords(story);
  return [
    ...(outcome === 'violated' ? [labelledLine('Expected', finding.expected)] : []),
    labelledLine(outcome === 'violated' ? 'Found' : 'Reached', finding.found),
    ...(involved.length === 0
      ? []
      : [
          `**Seen in:**`,
          involved.map((text) => `- ${text.startsWith('and ') ? text : code(text)}`).join('\n'),
        ]),
    ...excused.map((text) => labelledLine('Excused', text)),
  ];
};

const table = ({ initially, steps, loop, outcome }: Story): string =>
  told(
    { initially, steps, loop, violates: outcome === 'violated', finding: null },
    lookOf(false, tableWidth),
  ).join('\n');

const commandsOf = ({ repeat, replay }: Story): readonly string[] => {
  const commands = [repeat, replay].filter((command) => command !== null);
  if (commands.length === 0) return [];
  const purposes = [...(repeat === null ? [] : ['find it again']), ...(replay === null ? [] : ['replay it'])];
  return [`To ${purposes.join(' and to ')}:`, fenced('sh', commands.join('\n'))];
};

/** The story for a mail or an issue; it looks the same wherever it is made. */
export const markdownFormat: TraceFormat = (story, look) => {
  const { aim } = story;
  const paragraphs = [
    `# ${code(nameOfAim(story))} ${outcomeInWords(story, code)}`,
    ...(aim.is === 'property' ? [`> ${escaped(aim.sentence)}`] : []),
    setting(story),
    escaped(sizeInWords(story)),
    fenced('text', table(story)),
    ...ending(story),
    ...commandsOf(story),
    fenced('mermaid', mermaidFormat(story, look)),
  ];
  return `${paragraphs.join('\n\n')}\n`;
};
