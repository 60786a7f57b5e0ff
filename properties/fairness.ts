/**
 * What every fair run does. A promise about the long run is about fair runs only: in any other one, somebody who could
 * act, and has to, never does. The environment has to do nothing: no device needs to raise an event, and the host need not
 * move, preempt or dispatch a VCPU, but where a VCPU would else be kept from work that waits for it.
 */
import type { Action, Read } from '../model/action.ts';
import { disabled } from '../model/action.ts';
import type { Setup } from '../model/configuration.ts';
import type { ActionKind, ActionLabel } from '../model/labels.ts';
import { machineOf } from '../model/machine.ts';
import type { Placement } from '../model/state.ts';
import { placementOf } from '../model/state.ts';
import type { SourceId, VcpuId } from '../model/topology.ts';
import type { OfSourceAndVcpu } from './each.ts';
import { eachSource, eachSourceAndVcpu, eachVcpu } from './each.ts';
import type { Family } from './question.ts';

/** The steps of a handler once it has started. */
const handlerSteps: readonly ActionKind[] = ['program', 'finish', 'maskSource', 'writeRoute', 'unmaskSource'];

const isOf = (label: ActionLabel, vcpu: VcpuId): boolean => 'vcpu' in label && label.vcpu === vcpu;
const isAbout = (label: ActionLabel, source: SourceId): boolean =>
  'source' in label && label.source === source;

/** What a guest does on a VCPU: the work that waits for it, once one of these could be done. */
const guestActions = (actions: readonly Action[], vcpu: VcpuId): readonly Action[] =>
  actions.filter(
    ({ label }) => isOf(label, vcpu) && (label.is === 'take' || handlerSteps.includes(label.is)),
  );

/** The state with another placement of a VCPU. */
const withPlacement =
  (read: Read, vcpu: VcpuId, placement: Placement): Read =>
  (cell) =>
    cell.name === placementOf(vcpu).name ? (placement as never) : read(cell);

// --- weak: whoever could act in every state from some point on does --------------------------------------------

/** The hypervisor goes on with an event that it was sent. */
const hypervisor = (source: SourceId): readonly Family[] =>
  (['identify', 'inject', 'receive'] as const).map((kind) => ({
    name: `${kind}(${source})`,
    is: 'weak',
    concerns: ({ label }) => label.is === kind && isAbout(label, source),
    has: () => true,
  }));

// --- strong: whoever could act again and again does, again and again -------------------------------------------

/** A VCPU takes an interrupt that is pending there. */
const taking = ({ source, vcpu }: OfSourceAndVcpu): Family => ({
  name: `take(${source}, ${vcpu})`,
  is: 'strong',
  concerns: ({ label }) => label.is === 'take' && isAbout(label, source) && isOf(label, vcpu),
  has: () => true,
});

/** A handler goes on: it programs or finishes; which of them, where it has a choice, is its own affair. */
const handling = ({ source, vcpu }: OfSourceAndVcpu): Family => ({
  name: `the next step of the handler of ${source} on ${vcpu}`,
  is: 'strong',
  concerns: ({ label }) => handlerSteps.includes(label.is) && isAbout(label, source) && isOf(label, vcpu),
  has: () => true,
});

/** A VCPU gets its CPU, if it would have work to do there: if one of some actions could be taken. */
export const dispatching = (vcpu: VcpuId, work: readonly Action[], what = 'work'): Family => ({
  name: `dispatch(${vcpu}) while it has ${what}`,
  is: 'strong',
  concerns: ({ label }) => label.is === 'dispatch' && isOf(label, vcpu),
  has: ({ after }) => work.some((action) => action.step(after) !== disabled),
});

/**
 * Whoever keeps a VCPU with work from its CPU is preempted. One family for each VCPU that waits, and not for each that
 * runs: else the host could move the one that waits from CPU to CPU, and preempt for the sake of others only.
 */
export const makingRoom = (vcpu: VcpuId, work: readonly Action[], what = 'work'): Family => ({
  name: `preempt whoever keeps ${vcpu} from ${what}`,
  is: 'strong',
  concerns: ({ label }) => label.is === 'preempt' && label.vcpu !== vcpu,
  has: ({ action: { label }, before }) => {
    const own = before(placementOf(vcpu));
    if (own.is !== 'ready' || label.is !== 'preempt') return false;
    const other = before(placementOf(label.vcpu));
    if (other.is !== 'running' || other.on !== own.on) return false;
    const running = withPlacement(before, vcpu, { is: 'running', on: own.on });
    return work.some((action) => action.step(running) !== disabled);
  },
});

/** The fairness of a configuration. */
export const fairnessOf = (setup: Setup): readonly Family[] => {
  const { actions } = machineOf(setup.config);
  return [
    ...eachSource(setup).flatMap(({ source }) => hypervisor(source)),
    ...eachSourceAndVcpu(setup).map(taking),
    ...eachSourceAndVcpu(setup).map(handling),
    ...eachVcpu(setup).map(({ vcpu }) => dispatching(vcpu, guestActions(actions, vcpu))),
    ...eachVcpu(setup).map(({ vcpu }) => makingRoom(vcpu, guestActions(actions, vcpu))),
  ];
};
