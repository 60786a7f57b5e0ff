/** The fairness that promises about the long run assume: who has to act, how much of it is needed, and who has not. */
import { describe, expect, it } from 'vitest';
import type { ActionKind, ActionLabel } from '../../model/labels.ts';
import { machineOf } from '../../model/machine.ts';
import type { VcpuId } from '../../model/topology.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { Family } from '../../properties/property.ts';
import { isLongRun } from '../../properties/property.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import type { NaiveEdge } from '../oracle/long-run.ts';
import { flawOfLasso, naiveGraph, naiveLongRun } from '../oracle/long-run.ts';
import type { Row } from '../small-configurations.ts';
import { nameOf } from '../small-configurations.ts';
import { inFull } from './scripted.ts';

const fairnessIn = (scope: string, axes: Short = {}) =>
  fairnessOf(machineOf(configuration(scope, axes)).setup);

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
      ...of(
        'strong',
        'preempt(v0) while another VCPU with work waits for its CPU',
        'preempt(v1) while another VCPU with work waits for its CPU',
      ),
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
  const machine = machineOf(configuration(scope, axes));
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

  it('a VCPU is preempted for the sake of one if another is ready on its CPU, and has a step to do', () => {
    const found = { due: 0, idle: 0 };
    for (const edge of edges) {
      const label = labelOf(edge);
      if (label.is !== 'preempt') continue;
      // it is ready before, so that the preemption alone lets it run
      const isDue = vcpus.some(
        (other) =>
          other !== label.vcpu &&
          stepsOf(edge.from, ['dispatch'], other).length === 0 &&
          stepsOf(edge.to, ['dispatch'], other).some((dispatch) => worksAfter(dispatch, other)),
      );
      expect(edge.families.map(({ name }) => name)).toEqual(
        isDue ? [`preempt(${label.vcpu}) while another VCPU with work waits for its CPU`] : [],
      );
      found[isDue ? 'due' : 'idle']++;
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

// --- how much of it is needed -----------------------------------------------------------------------------------

/** Action by action, in short: see `scripted.ts`. */
type Way = readonly string[];

/** What a promise comes to under a fairness, and why this lasso does not break it; `null`: it does. */
const under = (
  [scope, axes]: Row,
  id: string,
  fairnessFrom: (families: readonly Family[]) => readonly Family[],
) => {
  const machine = machineOf(configuration(scope, axes));
  const property = propertyNamed(id)!;
  if (!isLongRun(property)) throw new Error(`${id} is not about the long run`);
  expect(property.notMeant(machine.setup.config)).toBeNull();
  const graph = naiveGraph(machine, fairnessFrom(fairnessOf(machine.setup)), property.runs(machine.setup));
  return {
    answers: naiveLongRun(graph),
    flawOf: (stem: Way, cycle: Way) => flawOfLasso(graph, 0, inFull({ stem, cycle })),
  };
};

const rising = ['raise(e0, c0)', 'identify(e0)', 'inject(e0)'];
const asOne = ['raise(e0, c0)', 'receive(e0)'];
const onV0 = 'take(e0, v0)';
const ofHandler = 'the next step of the handler of e0 on v0';

/** A run that is fair, and breaks a promise, only where fairness lacks a family. */
interface Unfair {
  readonly stem: Way;
  readonly cycle: Way;
  readonly wrongs: string;
}

/** What fairness lacks, by the beginning of the families' names. */
type Case = readonly [lacking: string, row: Row, id: string, run: Unfair];

/** The promise is broken by the run if fairness is less than it is, and kept by all if it is not. */
const needs = (
  row: Row,
  id: string,
  { stem, cycle, wrongs }: Unfair,
  lessen: (families: readonly Family[]) => readonly Family[],
): void => {
  const lessened = under(row, id, lessen);
  expect(lessened.answers).toContain('broken');
  expect(lessened.flawOf(stem, cycle)).toBeNull();
  const asItIs = under(row, id, (families) => families);
  expect(asItIs.answers).not.toContain('broken');
  expect(asItIs.flawOf(stem, cycle)).toBe(`it is not fair to ${inFull(wrongs)}`);
};

describe('no kind of family can be spared', () => {
  it.each<Case>([
    [
      'identify',
      ['1:1x1', {}],
      'event-is-served',
      { stem: ['raise(e0, c0)'], cycle: [], wrongs: 'identify(e0)' },
    ],
    [
      'inject',
      ['1:1x1', {}],
      'event-is-served',
      { stem: ['raise(e0, c0)', 'identify(e0)'], cycle: [], wrongs: 'inject(e0)' },
    ],
    [
      'receive',
      ['1:1x1', { hinting: 'atomic' }],
      'event-is-served',
      { stem: ['raise(e0, c0)'], cycle: [], wrongs: 'receive(e0)' },
    ],
    [
      'take',
      ['1:1x1', {}],
      'pending-is-taken',
      { stem: ['dispatch(v0)', ...rising], cycle: [], wrongs: onV0 },
    ],
    // what is raised meanwhile waits for the handler's end
    [
      'the next step',
      ['1:1x1', {}],
      'event-is-served',
      { stem: ['dispatch(v0)', ...rising, onV0, ...rising], cycle: [], wrongs: ofHandler },
    ],
    [
      'the next step',
      ['1:1x1', {}],
      'hint-is-used',
      { stem: ['dispatch(v0)', ...rising, onV0], cycle: [], wrongs: ofHandler },
    ],
    // it holds the mask, which owes the second interrupt
    [
      'the next step',
      ['1:1x1', { lifecycle: ['masking'] }],
      'event-is-served',
      {
        stem: ['dispatch(v0)', ...rising, onV0, 'maskSource(e0, v0, v0)', ...rising, 'writeRoute(e0, v0)'],
        cycle: [],
        wrongs: ofHandler,
      },
    ],
    [
      'dispatch',
      ['1:1x1', {}],
      'event-is-served',
      { stem: rising, cycle: [], wrongs: 'dispatch(v0) while it has work' },
    ],
    // a VCPU that has nothing to do keeps the CPU
    [
      'preempt',
      ['1:2x1', {}],
      'event-is-served',
      {
        stem: ['dispatch(v1)', ...rising],
        cycle: [],
        wrongs: 'preempt(v1) while another VCPU with work waits for its CPU',
      },
    ],
  ])('without %s, on %j: %s', (lacking, row, id, run) =>
    needs(row, id, run, (families) => families.filter(({ name }) => !name.startsWith(lacking))),
  );
});

describe('weak fairness is not enough', () => {
  it.each<Case>([
    // it runs, and stops, and is never in a position to take all along
    [
      'take',
      ['1:1x1', {}],
      'event-is-served',
      { stem: rising, cycle: ['dispatch(v0)', 'preempt(v0)'], wrongs: onV0 },
    ],
    [
      'the next step',
      ['1:1x1', {}],
      'hint-is-used',
      {
        stem: ['dispatch(v0)', ...rising, onV0],
        cycle: ['preempt(v0)', 'dispatch(v0)'],
        wrongs: ofHandler,
      },
    ],
    // the other one gets the CPU every time
    [
      'dispatch',
      ['1:2x1', {}],
      'event-is-served',
      {
        stem: rising,
        cycle: ['dispatch(v1)', 'preempt(v1)'],
        wrongs: 'dispatch(v0) while it has work',
      },
    ],
    // wherever it goes the CPU is taken, and it is gone before anybody would have to make room
    [
      'preempt',
      ['2:3x1', { policy: 'never', hinting: 'atomic' }],
      'event-is-served',
      {
        stem: ['dispatch(v1)', 'dispatch(v2)', ...asOne],
        cycle: ['migrate(v0, c1)', 'migrate(v0, c0)'],
        wrongs: 'preempt(v1) while another VCPU with work waits for its CPU',
      },
    ],
  ])('for %s, on %j: %s', (lacking, row, id, run) =>
    needs(row, id, run, (families) =>
      families.map((family) => (family.name.startsWith(lacking) ? { ...family, is: 'weak' } : family)),
    ),
  );

  it('with one CPU and two VCPUs all strong families are needed as such, and they are enough', () => {
    const row: Row = ['1:2x1', {}];
    const allWeak = under(row, 'event-is-served', (all) => all.map((one) => ({ ...one, is: 'weak' })));
    expect(allWeak.answers).toEqual(['broken']);
    expect(under(row, 'event-is-served', (all) => all).answers).toEqual(['kept']);
    expect(under(row, 'pending-is-taken', (all) => all).answers).toEqual(['kept', 'kept']);
  });
});
