/**
 * What a waveform shows, as signals in the scopes of the host CPUs, of the VMs and of their devices.
 *
 * What a cell holds is there in words, under the name of the cell's kind. Beside it is what people look for in a
 * waveform: bits, and small numbers that can be drawn and searched.
 */
import type { Cell } from '../../../model/action.ts';
import * as cells from '../../../model/state.ts';
import type { HostCpuId, SourceId, VcpuId, Vm } from '../../../model/topology.ts';
import { layoutOf } from '../../../model/topology.ts';
import { firstAgain } from '../../picture/loop.ts';
import type { Story, TraceState } from '../../results/story.ts';
import { valueIn } from '../../results/story.ts';
import { actorOf } from '../../words/actors.ts';
import { valueInWords } from '../../words/cells.ts';

export interface Signal {
  readonly name: string;
  /** `string` is GTKWave's own kind. */
  readonly kind: 'string' | 'wire' | 'integer';
  readonly bits: number;
  /** Its value after so many steps: a text, or as many of `0`, `1` and `z` as it has bits. */
  readonly at: (state: TraceState, steps: number) => string;
}

export interface Scope {
  readonly name: string;
  readonly signals: readonly Signal[];
  readonly scopes: readonly Scope[];
}

const scope = (name: string, signals: readonly Signal[], scopes: readonly Scope[] = []): Scope => ({
  name,
  signals,
  scopes,
});

const text = (name: string, at: Signal['at']): Signal => ({ name, kind: 'string', bits: 1, at });

const words = (cell: Cell<unknown>): Signal =>
  text(cell.kind, (state) => valueInWords(cell.name, valueIn(state, cell)));

const bit = (name: string, isSet: (state: TraceState, steps: number) => boolean): Signal => ({
  name,
  kind: 'wire',
  bits: 1,
  at: (state, steps) => (isSet(state, steps) ? '1' : '0'),
});

/** A number below `n`; `z`, as on wires that nobody drives, where there is none. */
const number = (name: string, n: number, pick: (state: TraceState) => number | null): Signal => {
  const bits = Math.max(1, Math.ceil(Math.log2(n)));
  const at = (state: TraceState): string => pick(state)?.toString(2).padStart(bits, '0') ?? 'z'.repeat(bits);
  return { name, kind: 'wire', bits, at };
};

/** `vm0.vcpu1` → 1, `cpu1` → 1 */
const indexOf = (id: VcpuId | HostCpuId): number => Number(/\d+$/.exec(id)![0]);

/** The run as a whole: what was done, by whom, and where it ends. */
const traceScope = ({ steps, loop, outcome }: Story): Scope =>
  scope('trace', [
    { name: 'step', kind: 'integer', bits: 32, at: (_, i) => i.toString(2).padStart(32, '0') },
    text('action', (_, i) => steps[i - 1]?.action ?? 'init'),
    text('by', (_, i) => (i === 0 ? 'nobody' : actorOf(steps[i - 1]!.action))),
    ...(outcome === 'nothing' ? [] : [bit(outcome, (_, i) => i === steps.length)]),
    ...(loop === null ? [] : [bit('loop', (_, i) => i >= firstAgain(loop, steps))]),
  ]);

const cpuScope = (cpu: HostCpuId, vcpus: readonly VcpuId[]): Scope => {
  const runsIn = (state: TraceState): number | null => {
    const running = vcpus.findIndex((vcpu) => {
      const placement = valueIn(state, cells.placementOf(vcpu));
      return placement.is === 'running' && placement.on === cpu;
    });
    return running === -1 ? null : running;
  };
  const nameIn = (state: TraceState): string => {
    const running = runsIn(state);
    return running === null ? 'idle' : vcpus[running]!;
  };
  return scope(cpu, [
    text('runs', nameIn),
    bit('busy', (state) => runsIn(state) !== null),
    number('vcpu', vcpus.length, runsIn),
  ]);
};

/** In the order of their numbers. */
const conditions: readonly cells.Condition[] = ['offline', 'halted', 'ready', 'running'];

const vcpuScope = (vcpu: VcpuId, hostCpus: number): Scope => {
  const placement = cells.placementOf(vcpu);
  const mapped = cells.mappedOf(vcpu);
  const on = (state: TraceState): number | null => {
    const value = valueIn(state, placement);
    return value.is === 'offline' ? null : indexOf(value.on);
  };
  const believed = (state: TraceState): number | null => {
    const value = valueIn(state, mapped);
    return value === null ? null : indexOf(value);
  };
  return scope(vcpu.slice(vcpu.indexOf('.') + 1), [
    words(placement),
    number('condition', conditions.length, (state) => conditions.indexOf(valueIn(state, placement).is)),
    number('on_cpu', hostCpus, on),
    words(mapped),
    number('mapped_cpu', hostCpus, believed),
  ]);
};

/** In the order of their numbers. */
const stages: readonly cells.DeviceEvent['is'][] = ['idle', 'raised', 'identified'];

/** One source's interrupt at one VCPU: whether it waits there, and whether its handler is at work. */
const lineScope = (source: SourceId, vcpu: VcpuId): Scope => {
  const pending = cells.pendingOf(source, vcpu);
  const servicing = cells.servicingOf(source, vcpu);
  return scope(vcpu.slice(vcpu.indexOf('.') + 1), [
    bit('is_pending', (state) => valueIn(state, pending) !== null),
    words(pending),
    bit('in_service', (state) => valueIn(state, servicing) !== null),
    words(servicing),
  ]);
};

const sourceScope = (source: SourceId, { vcpus }: Vm, { topology, initially }: Story): Scope => {
  const event = cells.eventOf(source);
  const route = cells.routeOf(source);
  const mask = cells.maskOf(source);
  const kept = cells.keptOf(source);
  const cameFrom = (state: TraceState): number | null => {
    const value = valueIn(state, event);
    return value.is === 'idle' ? null : indexOf(value.on);
  };
  const owes = (state: TraceState): boolean => {
    const value = valueIn(state, mask);
    return value.is === 'masked' && value.owes !== null;
  };
  const signals = [
    words(event),
    number('stage', stages.length, (state) => stages.indexOf(valueIn(state, event).is)),
    number('event_cpu', topology.hostCpus, cameFrom),
    words(route),
    number('route_vcpu', vcpus.length, (state) => indexOf(valueIn(state, route))),
    words(mask),
    bit('is_masked', (state) => valueIn(state, mask).is === 'masked'),
    bit('is_owed', owes),
    words(cells.memoryOf(source)),
    ...(initially.some(({ cell }) => cell === kept.name) ? [words(kept)] : []),
  ];
  return scope(
    source.slice(source.lastIndexOf('.') + 1),
    signals,
    vcpus.map((vcpu) => lineScope(source, vcpu)),
  );
};

const vmScope = (vm: Vm, story: Story): Scope => {
  const deviceOf = (source: SourceId): string => source.split('.')[1]!;
  const devices = [...new Set(vm.sources.map(deviceOf))];
  return scope(
    vm.id,
    [],
    [
      ...vm.vcpus.map((vcpu) => vcpuScope(vcpu, story.topology.hostCpus)),
      ...devices.map((device) => {
        const sources = vm.sources.filter((source) => deviceOf(source) === device);
        return scope(
          device,
          [],
          sources.map((source) => sourceScope(source, vm, story)),
        );
      }),
    ],
  );
};

/** The scopes of a waveform, the run as a whole first. */
export const scopesOf = (story: Story): readonly Scope[] => {
  const { cpus, vms, vcpus } = layoutOf(story.topology);
  return [
    traceScope(story),
    ...cpus.map((cpu) => cpuScope(cpu, vcpus)),
    ...vms.map((vm) => vmScope(vm, story)),
  ];
};
