/** A fault that is a module of the user's: it does what the same fault of ours does, and its mistakes have names. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Cells, Fault, FaultyStep, Outcome } from '../../model/faults/fault.ts';
import { layoutOf } from '../../model/topology.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { instantiateFault } from '../../src/modules/index.ts';
import { topologyOf } from '../../src/scope.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { bundleOf, errorOf, faultFrom, layout } from './modules.ts';

const rx = 'vm0.net0.rx';

const cells = {
  placement: () => ({ is: 'halted', on: 'cpu1' }),
  mapped: () => 'cpu1',
  busy: () => false,
  memory: () => ({ seen: true }),
  event: () => ({ is: 'identified', on: 'cpu0', hint: ['vm0.vcpu1'] }),
  route: () => 'vm0.vcpu0',
  mask: () => ({ is: 'open' }),
  pending: () => null,
  servicing: () => null,
  kept: () => 0,
} satisfies Cells;

const injection: FaultyStep<'inject'> = {
  source: rx,
  vm: layout.vms[0]!,
  vms: layout.vms,
  cpus: layout.cpus,
  cells,
  choices: (hint) => hint ?? [],
  sound: (instead) => ({
    event: { [rx]: { is: 'idle' } },
    route: { [rx]: (instead?.route ?? cells.route)(rx) },
  }),
};

const injecting = (body: string, more = '') =>
  faultFrom(`
    import { defineFault, disabled } from 'hintproof'
    export default defineFault({ name: 'f', ${more} next: { inject: (step) => ${body} } })`);

const outcomeOf = async (body: string, more?: string): Promise<Outcome> =>
  (await injecting(body, more)).next.inject!(injection);

const errorFor = (body: string, more?: string) => errorOf(() => outcomeOf(body, more));

describe('a guarded fault', () => {
  it('does what the right machine does, or nothing', async () => {
    expect(await outcomeOf('step.sound()')).toEqual(injection.sound());
    expect(await outcomeOf('disabled')).toBe(disabled);
  });

  it('sees its parameters, the topology, the cells, and what the guest would choose', async () => {
    const seen = await outcomeOf(
      `({ kept: { [step.source]: [step.vm.id, step.vms.length, step.cpus, step.cells.placement('vm0.vcpu0').is,
        step.cells.pending(step.source, 'vm0.vcpu1'), step.choices(['vm0.vcpu1'])] } })`,
      'initial: 0,',
    );
    expect(seen).toEqual({ kept: { [rx]: ['vm0', 2, ['cpu0', 'cpu1'], 'halted', null, ['vm0.vcpu1']] } });
  });

  it('asks what the right machine would do if a cell held something else', async () => {
    expect(await outcomeOf("step.sound({ route: () => 'vm0.vcpu1' })")).toMatchObject({
      route: { [rx]: 'vm0.vcpu1' },
    });
  });

  it('writes hints as sets', async () => {
    const outcome = await outcomeOf(
      "({ pending: { [step.source]: { 'vm0.vcpu0': { hint: ['vm1.vcpu0', 'vm0.vcpu1', 'vm0.vcpu1'] } } } })",
    );
    expect(outcome).toEqual({ pending: { [rx]: { 'vm0.vcpu0': { hint: ['vm0.vcpu1', 'vm1.vcpu0'] } } } });
  });

  it('leaves unread what the module does not read', async () => {
    const unread = { ...cells, route: () => expect.fail('read') as never };
    const { inject } = (await injecting("({ event: { [step.source]: { is: 'idle' } } })")).next;
    expect(inject!({ ...injection, cells: unread })).toEqual({ event: { [rx]: { is: 'idle' } } });
  });

  it.each([
    ['null', 'returned null\n  Return what is written'],
    ["'disabled'", 'returned "disabled"\n  Return what is written, by kind and id, or disabled, which'],
    ['Promise.resolve()', 'returned a promise'],
    ['new Map()', 'returned a Map\n  Return what is written'],
    ['Object.create({ busy: { cpu0: true } })', 'returned'],
    ['({ rout: {} })', 'writes "rout", no kind of cell\n  There are placement, mapped, busy'],
    ['({ kept: {} })', "writes 'kept'\n  A fault that keeps something says what at first: 'initial'."],
    ["({ route: 'vm0.vcpu1' })", 'returned "vm0.vcpu1" as route\n  What is written is given by id'],
    [
      "({ route: { 'vm0.net0.tx': 'vm0.vcpu1' } })",
      'names route("vm0.net0.tx"), which does not exist\n  There are vm0.net0.rx, vm1.net0.rx.',
    ],
    [
      "({ route: { [step.source]: 'vm1.vcpu0' } })",
      'gives "vm1.vcpu0" for route(vm0.net0.rx)\n  It holds a VCPU of the source\'s VM.',
    ],
    ['({ busy: { cpu0: 1 } })', 'gives 1 for busy(cpu0)\n  It holds true or false.'],
    ["({ mapped: { 'vm0.vcpu0': 'cpu9' } })", 'gives "cpu9" for mapped(vm0.vcpu0)'],
    [
      "({ placement: { 'vm0.vcpu0': { is: 'running' } } })",
      'gives {"is":"running"} for placement(vm0.vcpu0)',
    ],
    [
      "({ placement: { 'vm0.vcpu0': { is: 'offline', on: 'cpu0' } } })",
      'gives {"is":"offline","on":"cpu0"} for',
    ],
    [
      "({ event: { [step.source]: { is: 'identified', on: 'cpu0', hint: 'vm0.vcpu0' } } })",
      'for event(vm0.net0.rx)\n  It holds',
    ],
    ["({ mask: { [step.source]: { is: 'masked', owes: {} } } })", 'gives {"is":"masked","owes":{}} for mask'],
    [
      "({ pending: { [step.source]: { 'vm1.vcpu0': null } } })",
      'names pending(vm0.net0.rx, "vm1.vcpu0"), which does not exist',
    ],
    ['({ pending: { [step.source]: null } })', 'returned null as pending of vm0.net0.rx'],
    [
      "({ servicing: { [step.source]: { 'vm0.vcpu0': { is: 'programming', target: 'vm1.vcpu0' } } } })",
      'for servicing(vm0.net0.rx, vm0.vcpu0)',
    ],
    ['({ memory: { [step.source]: new Set() } })', 'a value is a Set'],
    ["step.cells.route('vm0.net0.tx')", 'names route("vm0.net0.tx"), which does not exist'],
    ['step.cells.route()', 'names route(nothing), which does not exist'],
    ['step.sound({ rout: () => 1 })', 'calls sound with "rout", no kind of cell'],
    ["step.sound({ route: 'vm0.vcpu1' })", 'calls sound with "vm0.vcpu1" for \'route\''],
    ['step.cells.route()', 'names route(nothing), which does not exist'],
    ['step.sound({ route: () => 7 })', 'gives 7 for route(vm0.net0.rx)'],
    ["{ step.vm.vcpus.push('x') }", 'changes its arguments, or other frozen data'],
    [
      '{ throw new Error(step.cells.route(step.source)) }',
      'route(vm0.net0.rx): "vm0.vcpu0") threw: vm0.vcpu0 (fault.ts:3:',
    ],
  ])('%s is an error', async (body, expected) => {
    const error = await errorFor(body);
    expect(error).toContain('fault.ts: next.inject({ source: "vm0.net0.rx" }');
    expect(error).toContain(expected);
  });

  it('may not answer differently the second time', async () => {
    const fault = await faultFrom(
      `let n = 0; export default { name: 'f', next: { inject: () => ({ busy: { cpu0: n++ % 2 === 0 } }) } }`,
    );
    expect(await errorOf(() => fault.next.inject!(injection))).toContain(
      'answers differently the second time',
    );
  });

  it('may not keep without end', async () => {
    const fault = await faultFrom(
      `export default { name: 'f', initial: 0, next: { raise: ({ source, cells }) => ({ kept: { [source]: cells.kept(source) + 1 } }) } }`,
      3,
    );
    let kept = 0;
    const raise = () => {
      const outcome = fault.next.raise!({ ...injection, on: 'cpu0', cells: { ...cells, kept: () => kept } });
      kept = (outcome as { kept: Record<string, number> }).kept[rx]!;
    };
    raise();
    raise();
    expect(await errorOf(raise)).toContain('keeps more than 3 distinct memories');
  });

  it.each([
    ["{ name: 'f' }", "field 'next'"],
    ["{ name: 'f', next: { injct: () => null } }", "field 'next.injct': there is no such action"],
    ["{ name: 'f', next: { receive: () => null } }", "field 'next.receive': there is no such action"],
    ["{ name: 'f', next: { inject: 1 } }", "field 'next.inject': found 1"],
    ["{ name: 'f', next: { inject: async () => null } }", "field 'next.inject': found a function"],
    ["{ name: 'f', next: {} }", "field 'next': found {}"],
    ["{ name: 'f', next: { inject: () => null }, caughtBy: ['nothing'] }", "field 'caughtBy[0]'"],
    ["{ name: 'f', next: { inject: () => null }, shows: { scope: '' } }", "field 'shows"],
    ["{ name: 'f', next: { inject: () => null }, breaks: {} }", 'a fault has no such field'],
    ["{ name: 'f', next: { inject: () => null }, initial: Infinity }", 'initial'],
  ])('%s is no fault', async (source, expected) => {
    expect(await errorOf(() => faultFrom(`export default ${source}`))).toContain(expected);
  });
});

describe('a fault of ours, written as a module', () => {
  const decided = (scope: string, axes: Short, fault: Fault) => {
    const config = { ...configuration(scope, axes), fault };
    const { exploration, properties: results } = decide(
      config,
      { properties, isDemanded: () => true },
      unlimited,
    );
    return [
      exploration.states,
      exploration.transitions,
      results.map(({ id, result, trace }) => [id, result, trace?.length]),
    ];
  };

  it.each<readonly [string, string, Short]>([
    ['inject-before-route', '1:2x1', {}],
    ['map-read-before-preempt', '2:1x1', { hinting: 'atomic' }],
    ['wrong-queue', '1:1x2', { guest: 'hostile' }],
    ['reset-keeps-pending', '1:1x1', { lifecycle: ['reset', 'masking'] }],
  ])('%s makes the same machine on %s', async (name, scope, axes) => {
    const { fault } = configuration(scope, { fault: name });
    const source = readFileSync(`model/faults/${name}.ts`, 'utf8')
      .replace(/export const \w+ =/, 'export default')
      .replace("'./fault.ts'", "'hintproof'")
      .replace('../action.ts', 'hintproof')
      .replace('./amend.ts', `${process.cwd()}/model/faults/amend.ts`);
    const context = { layout: layoutOf(topologyOf(scope)), maxMemories: 1000 };
    const module = instantiateFault(await bundleOf(source, 'fault'), context);
    const [ours, theirs] = [decided(scope, axes, fault!), decided(scope, axes, module)];
    expect(theirs).toEqual(ours);
  });
});
