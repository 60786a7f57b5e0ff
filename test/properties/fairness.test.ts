/** The fairness that promises about the long run assume: who has to act, and who has not. */
import { describe, expect, it } from 'vitest';
import type { ActionKind, ActionLabel } from '../../model/labels.ts';
import type { VcpuId } from '../../model/topology.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import type { Family } from '../../properties/property.ts';
import type { Short } from '../configurations.ts';
import type { NaiveEdge } from '../oracle/long-run.ts';
import { naiveGraph } from '../oracle/long-run.ts';
import type { Row } from '../small-configurations.ts';
import { nameOf } from '../small-configurations.ts';
import { machineIn } from './promises.ts';
import { inFull } from './scripted.ts';

const fairnessIn = (scope: string, axes: Short = {}) => fairnessOf(machineIn(scope, axes).setup);

describe('the families', () => {
  const of = (is: Family['is'], ...names: readonly string[]) =>
    names.map((name) => ({ name: inFull(name), is }));
  const listed = (fairness: readonly Family[]) => fairness.map(({ name, is }) => ({ name, is }));

  it('are weak where the hypervisor works on an event, and strong where a VCPU must have its turn', () =>
    expect(listed(fairnessIn('1:2x1'))).toEqual([
      ...of('weak', 'identify(e0)', 'inject(e0)', 'receive(e0)'),
      ...of('strong', 'take(e0, v0)', 'take(e0, v1)'),
      ...of('strong', 'the next step of the handler of e0 on v0', 'the next step of the handler of e0 on v1'),
      ...of('strong', 'dispatch(v0) while it has work', 'dispatch(v1) while it has work'),
      ...of('strong', 'preempt whoever keeps v0 from work', 'preempt whoever keeps v1 from work'),
    ]));

  it('are of every source and of every VCPU of every VM', () => {
    const names = fairnessIn('1:1x2+1x1').map(({ name }) => name);
    // each source by itself, each VM's handlers on its own VCPUs
    expect(names).toHaveLength(3 * 3 + 3 + 3 + 2 + 2);
    expect(names).toContain(inFull('identify(e1)'));
    expect(names).toContain(inFull('take(f0, w0)'));
    expect(names).not.toContain(inFull('take(f0, v0)'));
    expect(new Set(names).size).toBe(names.length);
  });
});

// --- which step belongs to one ----------------------------------------------------------------------------------

const guestSteps: readonly ActionKind[] = [
  'take',
  'program',
  'finish',
  'maskSource',
  'writeRoute',
  'unmaskSource',
];

/** Everything that is done in these configurations. */
const everywhere: readonly Row[] = [
  ['1:2x1', { policy: 'every-event' }],
  ['1:2x1', { lifecycle: ['masking', 'reset'] }],
  ['2:2x1', { lifecycle: ['hotplug'], hinting: 'atomic', map: 'on-dispatch' }],
  ['1:1x1+1x1', { guest: 'ignore' }],
  ['2:3x1', { policy: 'never', hinting: 'atomic' }],
];

const graphIn = ([scope, axes]: Row) => {
  const machine = machineIn(scope, axes);
  const labels = new Map(machine.actions.map(({ name, label }) => [name, label]));
  const graph = naiveGraph(machine, fairnessOf(machine.setup), []);
  return { machine, graph, labelOf: ({ action }: NaiveEdge): ActionLabel => labels.get(action)! };
};

describe.each(everywhere.map((row) => [nameOf(row), row] as const))('on %s', (_, row) => {
  const { machine, graph, labelOf } = graphIn(row);
  const { vcpus } = machine.setup.layout;
  const edges = graph.out.flat();
  const stepsOf = (state: number, kinds: readonly ActionKind[], vcpu: VcpuId) =>
    graph.out[state]!.filter((edge) => {
      const label = labelOf(edge);
      return kinds.includes(label.is) && 'vcpu' in label && label.vcpu === vcpu;
    });
  /** Whether a VCPU, once it is dispatched, has a step of its guest to do. */
  const worksAfter = (dispatch: NaiveEdge, vcpu: VcpuId) => stepsOf(dispatch.to, guestSteps, vcpu).length > 0;

  it('the environment has to do nothing', () => {
    const kinds = ['raise', 'migrate', 'halt', 'plug', 'unplug', 'reset'];
    const steps = edges.filter((edge) => kinds.includes(labelOf(edge).is));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter(({ families }) => families.length > 0)).toEqual([]);
  });

  it('hypervisor and guest do all that they can do for the sake of a family', () => {
    const kinds = ['identify', 'inject', 'receive', ...guestSteps];
    const steps = edges.filter((edge) => kinds.includes(labelOf(edge).is));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter(({ families }) => families.length !== 1)).toEqual([]);
  });

  it('a VCPU is dispatched for the sake of one if its guest has a step to do then', () => {
    let due = 0;
    for (const edge of edges) {
      const label = labelOf(edge);
      if (label.is !== 'dispatch') continue;
      const isDue = worksAfter(edge, label.vcpu);
      expect(edge.families.map(({ name }) => name)).toEqual(
        isDue ? [`dispatch(${label.vcpu}) while it has work`] : [],
      );
      if (isDue) due++;
    }
    expect(due).toBeGreaterThan(0);
  });

  it('a VCPU is preempted for the sake of each that is ready on its CPU, and has a step to do', () => {
    const found = { due: 0, idle: 0 };
    for (const edge of edges) {
      const label = labelOf(edge);
      if (label.is !== 'preempt') continue;
      // it is ready before, and the preemption alone lets it run
      const waiting = vcpus.filter(
        (other) =>
          other !== label.vcpu &&
          stepsOf(edge.from, ['dispatch'], other).length === 0 &&
          stepsOf(edge.to, ['dispatch'], other).some((dispatch) => worksAfter(dispatch, other)),
      );
      expect(edge.families.map(({ name }) => name)).toEqual(
        waiting.map((other) => `preempt whoever keeps ${other} from work`),
      );
      found[waiting.length > 0 ? 'due' : 'idle']++;
    }
    expect(found.idle).toBeGreaterThan(0);
    expect(found.due).toBeGreaterThan(0);
  });

  it('what the hypervisor can do it still can after any other step but a reset: weak is as good as strong', () => {
    const weak = graph.fairness.filter(({ is }) => is === 'weak');
    const isEnabled = (family: Family, state: number) =>
      graph.out[state]!.some(({ families }) => families.includes(family));
    const robbed = edges.filter(
      (edge) =>
        labelOf(edge).is !== 'reset' &&
        weak.some(
          (family) =>
            isEnabled(family, edge.from) && !edge.families.includes(family) && !isEnabled(family, edge.to),
        ),
    );
    expect(robbed).toEqual([]);
  });
});
