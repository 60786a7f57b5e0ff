/** A trace as a sequence diagram of Mermaid's: every step is one message, so that its numbers are those of the steps. */
import { match } from 'ts-pattern';
import { ownerOf } from '../../../model/labels.ts';
import { servicingOf } from '../../../model/state.ts';
import type { SourceId, VcpuId, VmId } from '../../../model/topology.ts';
import { layoutOf } from '../../../model/topology.ts';
import { closingInWords, remarksOn } from '../../picture/loop.ts';
import { stuckInWords } from '../../picture/words.ts';
import type { Story, TraceState } from '../../results/story.ts';
import { valueIn } from '../../results/story.ts';
import { wrap } from '../text.ts';
import type { Deed } from './deeds.ts';
import { deedsOf } from './deeds.ts';
import type { TraceFormat } from './format.ts';
import { nameOfAim, outcomeInWords } from './text.ts';

/** A message is as long as the diagram is wide. */
const messageWidth = 28;
const noteWidth = 44;

const harmless = /[A-Za-z0-9 .,:_→{}()✗✓·-]/;

/** Mermaid reads `;` as the end of a line, `#` as the beginning of a code, and HTML as HTML. */
const escaped = (text: string): string =>
  [...text.replaceAll(/\s+/g, ' ')]
    .map((char) => (harmless.test(char) ? char : `#${char.codePointAt(0)};`))
    .join('');

const lines = (text: string, width: number): string => wrap(text, width).map(escaped).join('<br/>');

/** Ids of our own: a device may be called `end`. */
interface Participant {
  readonly id: string;
  readonly name: string;
}

interface Cast {
  readonly host: readonly Participant[];
  readonly vms: readonly { readonly vm: VmId; readonly vcpus: readonly Participant[] }[];
}

const scheduler: Participant = { id: 'scheduler', name: 'host scheduler' };
const hypervisor: Participant = { id: 'hypervisor', name: 'hypervisor' };

/** `vm0.net0.rx` → `vm0.net0` */
const deviceOf = (source: SourceId): string => source.slice(0, source.lastIndexOf('.'));

/** The host, its devices, and the VMs to which something happens; a VM that looks on has no part. */
const castOf = (story: Story, deeds: readonly Deed[]): Cast => {
  const acting = new Set(deeds.map(({ label }) => ownerOf(label)));
  const all = layoutOf(story.topology).vms;
  const vms = all.filter(({ id }) => acting.has(id) || acting.size === 0);
  const devices = [...new Set(vms.flatMap(({ sources }) => sources.map(deviceOf)))];
  return {
    host: [scheduler, ...devices.map((name, i) => ({ id: `device${i}`, name })), hypervisor],
    vms: vms.map(({ id, vcpus }, vm) => ({
      vm: id,
      vcpus: vcpus.map((name, i) => ({ id: `vm${vm}vcpu${i}`, name })),
    })),
  };
};

/** The ids by name; a device may be called `vcpu0`. */
interface Ids {
  readonly device: (source: SourceId) => string;
  readonly vcpu: (vcpu: VcpuId) => string;
}

const idsIn = ({ host, vms }: Cast): Ids => {
  const idIn = (participants: readonly Participant[], name: string): string => {
    const one = participants.find((participant) => participant.name === name);
    if (one === undefined) throw new Error(`${name} has no part in the diagram`);
    return one.id;
  };
  const vcpus = vms.flatMap((vm) => vm.vcpus);
  return { device: (source) => idIn(host, deviceOf(source)), vcpu: (vcpu) => idIn(vcpus, vcpu) };
};

/** Between whom a step is. */
const ends = ({ label, interrupted }: Deed, ids: Ids): readonly [from: string, to: string] =>
  match(label)
    .returnType<readonly [string, string]>()
    .with({ is: 'reset' }, { is: 'identify' }, () => [hypervisor.id, hypervisor.id])
    .with({ is: 'raise' }, ({ source }) => [ids.device(source), hypervisor.id])
    .with({ is: 'inject' }, { is: 'receive' }, ({ source }) => {
      const [target] = interrupted;
      return [hypervisor.id, target === undefined ? ids.device(source) : ids.vcpu(target)];
    })
    .with({ is: 'take' }, { is: 'finish' }, ({ vcpu }) => [ids.vcpu(vcpu), ids.vcpu(vcpu)])
    .with(
      { is: 'program' },
      { is: 'maskSource' },
      { is: 'writeRoute' },
      { is: 'unmaskSource' },
      ({ source, vcpu }) => [ids.vcpu(vcpu), ids.device(source)],
    )
    .with(
      { is: 'dispatch' },
      { is: 'preempt' },
      { is: 'halt' },
      { is: 'migrate' },
      { is: 'plug' },
      { is: 'unplug' },
      ({ vcpu }) => [scheduler.id, ids.vcpu(vcpu)],
    )
    .exhaustive();

/** The handlers that are at work in a state, by the VCPUs on which they are; a VCPU can have one for each source. */
const atWork = (state: TraceState, story: Story): readonly VcpuId[] =>
  layoutOf(story.topology).vms.flatMap(({ sources, vcpus }) =>
    vcpus.flatMap((vcpu) =>
      sources.filter((source) => valueIn(state, servicingOf(source, vcpu)) !== null).map(() => vcpu),
    ),
  );

const countIn = <T>(items: readonly T[], item: T): number => items.filter((one) => one === item).length;

/** The bars of handlers that begin or end in a step. */
const bars = ({ before, after }: Deed, story: Story, ids: Ids): readonly string[] => {
  const [was, is] = [atWork(before, story), atWork(after, story)];
  return [...new Set([...was, ...is])].flatMap((vcpu) => {
    const more = countIn(is, vcpu) - countIn(was, vcpu);
    const line = `${more > 0 ? 'activate' : 'deactivate'} ${ids.vcpu(vcpu)}`;
    return Array<string>(Math.abs(more)).fill(line);
  });
};

/** A bar that nothing ends is not drawn. */
const lastBars = (deed: Deed | undefined, story: Story, ids: Ids): readonly string[] =>
  deed === undefined ? [] : atWork(deed.after, story).map((vcpu) => `deactivate ${ids.vcpu(vcpu)}`);

const message = (deed: Deed, remarks: readonly string[], ids: Ids): string => {
  const [from, to] = ends(deed, ids);
  const text = [deed.what, deed.effect, ...remarks].filter((part) => part !== '');
  return `${from}->>${to}: ${text.map((part) => lines(part, messageWidth)).join('<br/>')}`;
};

const noteTexts = (story: Story): readonly string[] => {
  const { outcome, told } = story;
  const stuck = stuckInWords(story);
  if (stuck !== null) return [`not possible: ${stuck}`];
  if (told === null) return [];
  const closing = closingInWords(story);
  return outcome === 'violated'
    ? [`✗ expected: ${told.expected}`, `found: ${told.found}`, ...(closing === null ? [] : [closing])]
    : [`✓ reached: ${told.found}`];
};

/** What was expected and found, or why it ends, beside the step that ends the story. */
const note = (story: Story, between: readonly string[]): readonly string[] => {
  const texts = noteTexts(story);
  if (texts.length === 0) return [];
  return [
    `note over ${[...new Set(between)].join()}: ${texts.map((text) => lines(text, noteWidth)).join('<br/>')}`,
  ];
};

const background = { violated: 'rgba(255, 0, 0, 0.15)', reached: 'rgba(0, 160, 0, 0.15)' } as const;

const ending = (story: Story, deed: Deed, step: readonly string[], ids: Ids): readonly string[] =>
  story.outcome === 'nothing'
    ? [...step, ...note(story, ends(deed, ids))]
    : [
        `rect ${background[story.outcome]}`,
        ...[...step, ...note(story, ends(deed, ids))].map((line) => `  ${line}`),
        'end',
      ];

/** The steps that recur for ever, in a box of their own. */
const looped = (story: Story, deed: Deed, steps: readonly string[], ids: Ids): readonly string[] => [
  `rect ${background.violated}`,
  '  loop for ever',
  ...steps.map((line) => `    ${line}`),
  '  end',
  ...note(story, ends(deed, ids)).map((line) => `  ${line}`),
  'end',
];

const box = (title: string, participants: readonly Participant[]): readonly string[] => [
  `box transparent ${title}`,
  ...participants.map(({ id, name }) => `  participant ${id} as ${escaped(name)}`),
  'end',
];

/** Every step; the last one, or those that recur for ever, with what is to be said of the end. */
const stepsOf = (story: Story, deeds: readonly Deed[], ids: Ids): readonly string[] => {
  const steps = deeds.map((deed, i) => [
    message(deed, remarksOn(story, i + 1), ids),
    ...bars(deed, story, ids),
  ]);
  const last = deeds.length - 1;
  const from = story.loop?.from ?? last;
  const isEndless = story.loop !== null && from <= last;
  const before = steps.slice(0, isEndless ? from : last).flat();
  const end = isEndless
    ? looped(story, deeds[last]!, steps.slice(from).flat(), ids)
    : ending(story, deeds[last]!, steps[last]!, ids);
  return [...before, ...end];
};

/** The story as the text of a diagram. */
export const mermaidFormat: TraceFormat = (story) => {
  const deeds = deedsOf(story);
  const cast = castOf(story, deeds);
  const ids = idsIn(cast);
  const body = [
    `title ${escaped(`${nameOfAim(story)} ${outcomeInWords(story)}`)}`,
    'autonumber',
    ...box('host', cast.host),
    ...cast.vms.flatMap(({ vm, vcpus }) => box(vm, vcpus)),
    ...(deeds.length === 0 ? note(story, [hypervisor.id]) : stepsOf(story, deeds, ids)),
    ...lastBars(deeds.at(-1), story, ids),
  ];
  return ['sequenceDiagram', ...body.map((line) => `  ${line}`), ''].join('\n');
};
