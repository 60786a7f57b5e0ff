/** Traces from smaller configurations count only if they run on the large one. */
import { describe, expect, it } from 'vitest';
import { partsOf, simplerTrace } from '../../src/decide/simpler.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { topologyOf } from '../../src/scope.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { finiteNamed } from '../finite.ts';

const simpler = (id: string, scope: string, axes: Short = {}) =>
  simplerTrace({
    config: configuration(scope, axes),
    property: finiteNamed(id),
    trace: null,
    budget: unlimited,
  });

describe('a part of a topology', () => {
  it('has no more than the whole, the smallest coming first', () => {
    const parts = partsOf(topologyOf('3:2x2+3x1'));
    expect(parts).toEqual(['3:1x1', '3:2x1', '3:2x2', '3:2x1+1x1'].map((scope) => topologyOf(scope)));
  });

  it('there is of a VM without sources, too', () =>
    expect(partsOf(topologyOf('1:1x0'))[0]).toEqual(topologyOf('1:1x0')));
});

describe('a trace from a part', () => {
  it('is one of the whole, and is not said to be a shortest one', () => {
    const trace = simpler('no-stale-hint', '3:3x2+3x2');
    expect(trace).toMatchObject({ shortest: false, subject: 'vm0.dev0.e0' });
    expect(trace!.steps).toHaveLength(trace!.length);
    expect(trace!.initially.map(({ cell }) => cell)).toContain('placement(vm1.vcpu2)');
  });

  it('is not taken from a part that shows what the whole does not', () => {
    // With one VCPU, a hint from another CPU is empty; with three on three CPUs it is not.
    expect(simpler('hint-empty', '3:3x1', { moves: false })).toBeNull();
  });

  it('does not take the place of a shorter one', () => {
    const config = configuration('2:2x1');
    const property = finiteNamed('hint-sent');
    const own = simplerTrace({ config, property, trace: null, budget: unlimited })!;
    const other = { ...own, length: 2, shortest: true };
    expect(simplerTrace({ config, property, trace: other, budget: unlimited })).toBe(other);
  });
});
