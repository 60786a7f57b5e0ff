/** What each step of a story does, in a few words: for drawings, whose cells are no table. */
import { match } from 'ts-pattern';
import type { ActionLabel } from '../../../model/labels.ts';
import { labelNamed } from '../../../model/labels.ts';
import type { Handler, Hint } from '../../../model/state.ts';
import {
  eventOf,
  mappedOf,
  maskOf,
  pendingOf,
  placementOf,
  routeOf,
  servicingOf,
} from '../../../model/state.ts';
import type { HostCpuId, SourceId, VcpuId } from '../../../model/topology.ts';
import type { Story, TraceState } from '../../results/story.ts';
import { statesOf, valueIn } from '../../results/story.ts';
import { hintInShort, valueInWords } from '../../words/cells.ts';

/** The host CPU that a VCPU is on; `null` while it is offline. */
export const cpuOf = (state: TraceState, vcpu: VcpuId): HostCpuId | null => {
  const place = valueIn(state, placementOf(vcpu));
  return place.is === 'offline' ? null : place.on;
};

export interface Deed {
  readonly label: ActionLabel;
  readonly before: TraceState;
  readonly after: TraceState;
  /** `inject vm0.dev0.e0` */
  readonly what: string;
  /** `into vm0.vcpu0, hint {vm0.vcpu1}`; empty where there is nothing to add. */
  readonly effect: string;
  /** The VCPUs for which an interrupt becomes pending in this step. */
  readonly interrupted: readonly VcpuId[];
}

type Step = Pick<Deed, 'label' | 'before' | 'after' | 'interrupted'>;

/** The VCPUs for which an interrupt of the source is pending that was not, or with another hint. */
const interruptedBy = (changes: Story['steps'][number]['changes'], source: SourceId): readonly VcpuId[] => {
  const prefix = `pending(${source}, `;
  return changes
    .filter(({ cell, to }) => cell.startsWith(prefix) && to !== null)
    .map(({ cell }) => cell.slice(prefix.length, -1) as VcpuId);
};

/** That the map is behind is what half of all races are about. */
const mapInWords = ({ after }: Step, vcpu: VcpuId): string => {
  const mapped = valueIn(after, mappedOf(vcpu));
  return mapped === cpuOf(after, vcpu) ? '' : `; the map says ${mapped ?? 'nothing'}`;
};

const moved = (step: Step, vcpu: VcpuId): string => {
  const [from, to] = [cpuOf(step.before, vcpu), cpuOf(step.after, vcpu)];
  return `${from} → ${to}${mapInWords(step, vcpu)}`;
};

const hintInHand = (handler: Handler | null): Hint => (handler?.is === 'handling' ? handler.hint : null);

const wakes = ({ before, after }: Step, vcpu: VcpuId): string =>
  valueIn(before, placementOf(vcpu)).is === 'halted' && valueIn(after, placementOf(vcpu)).is === 'ready'
    ? ', which wakes'
    : '';

/** Where an injected interrupt went: into VCPUs, into the source's mask, or into one that was pending already. */
const delivered = (step: Step, source: SourceId): string => {
  const { before, after, interrupted } = step;
  const mask = valueIn(after, maskOf(source));
  if (interrupted.length === 0 && mask.is === 'masked' && mask.owes !== null)
    return `owed by the mask, ${hintInShort(mask.owes.hint)}`;
  const target = valueIn(before, routeOf(source));
  const into = interrupted.length === 0 ? [target] : interrupted;
  const interrupt = valueIn(after, pendingOf(source, into[0]!));
  if (interrupt === null) return 'nothing becomes pending';
  const joins = interrupted.length === 0 ? ', where one is pending' : wakes(step, into[0]!);
  return `into ${into.join(' and ')}${joins}, ${hintInShort(interrupt.hint)}`;
};

const identified = ({ after }: Step, source: SourceId): string => {
  const event = valueIn(after, eventOf(source));
  return event.is === 'identified' ? hintInShort(event.hint) : '';
};

const routed = ({ before, after }: Step, source: SourceId): string => {
  const [from, to] = [valueIn(before, routeOf(source)), valueIn(after, routeOf(source))];
  return from === to ? `the route stays ${to}` : `route ${from} → ${to}`;
};

const placed = (step: Step, vcpu: VcpuId): string => {
  const place = placementOf(vcpu);
  return valueInWords(place.name, valueIn(step.after, place)) + mapInWords(step, vcpu);
};

const effectOf = (step: Step): string =>
  match(step.label)
    .with({ is: 'dispatch' }, { is: 'preempt' }, { is: 'halt' }, ({ vcpu }) => placed(step, vcpu))
    .with({ is: 'migrate' }, ({ vcpu }) => moved(step, vcpu))
    .with({ is: 'raise' }, ({ on }) => `from ${on}`)
    .with({ is: 'identify' }, ({ source }) => identified(step, source))
    .with({ is: 'inject' }, { is: 'receive' }, ({ source }) => delivered(step, source))
    .with({ is: 'take' }, ({ source, vcpu }) => {
      const handler = valueIn(step.after, servicingOf(source, vcpu));
      return `on ${vcpu}, ${hintInShort(hintInHand(handler))}`;
    })
    .with({ is: 'program' }, { is: 'writeRoute' }, ({ source }) => routed(step, source))
    .with({ is: 'maskSource' }, ({ target }) => `to program ${target}`)
    .with({ is: 'unmaskSource' }, ({ source }) =>
      step.interrupted.length === 0 ? '' : `the owed interrupt goes ${delivered(step, source)}`,
    )
    .with({ is: 'finish' }, ({ vcpu }) => `on ${vcpu}`)
    .with({ is: 'reset' }, () => '')
    .with({ is: 'unplug' }, { is: 'plug' }, ({ vcpu }) => placed(step, vcpu))
    .exhaustive();

/** Whom, or what, an action is about. */
const objectOf = (label: ActionLabel): string =>
  'vm' in label ? label.vm : 'source' in label ? label.source : label.vcpu;

/** The steps of a story, in order. */
export const deedsOf = (story: Pick<Story, 'initially' | 'steps'>): readonly Deed[] => {
  const states = statesOf(story);
  return story.steps.map(({ action, changes }, i) => {
    const label = labelNamed(action);
    const interrupted = 'source' in label ? interruptedBy(changes, label.source) : [];
    const step: Step = { label, before: states[i]!, after: states[i + 1]!, interrupted };
    return { ...step, what: `${label.is} ${objectOf(label)}`, effect: effectOf(step) };
  });
};
