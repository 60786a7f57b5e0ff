/**
 * Pinned counts: whoever re-implements docs/model.md in another tool must get the same numbers. These are those of an
 * independent breadth-first search in C++, which was written from docs/model.md alone.
 */
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { exploreSymbolically } from '../../src/engine/symbolic/symbolic.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

type Row = readonly [scope: string, axes: Short, states: number, transitions: number, depth: number];

// biome-ignore format: a table
const pinned: readonly Row[] = [
  // the values to check against of docs/model.md
  ['1:1x1', {}, 54, 126, 13],
  ['2:2x1', {}, 3_654, 17_032, 24],
  ['2:2x1', { hinting: 'atomic' }, 2_070, 9_984, 19],
  ['2:2x1', { moves: false }, 765, 2_853, 22],
  ['2:2x1', { map: 'on-dispatch' }, 9_678, 44_820, 26],
  ['2:2x2', {}, 520_074, 3_283_926, 42],
  ['3:3x1', {}, 180_348, 1_500_846, 27],
  ['2:2x1+1x1', {}, 770_328, 5_645_280, 37],
  ['2:2x1', { policy: 'never' }, 500, 2_280, 15],
  // topologies
  ['1:3x1', {}, 1_266, 3_852, 25],
  ['3:1x1', {}, 531, 1_977, 13],
  ['2:3x1', {}, 35_356, 213_692, 27],
  ['3:2x1', {}, 11_916, 72_183, 24],
  ['1:1x2', {}, 1_188, 4_428, 24],
  ['2:1x2', {}, 13_284, 62_010, 23],
  ['1:2x2', {}, 18_873, 80_028, 41],
  ['1:1x1+1x1', {}, 2_340, 9_000, 26],
  ['2:1x1+1x1', {}, 57_006, 338_628, 26],
  ['1:1x2+1x1', {}, 50_328, 256_608, 37],
  ['1:1x1+1x1+1x1', {}, 91_800, 469_800, 39],
  ['1:1x3', {}, 27_864, 142_560, 35],
  // policies
  ['2:2x1', { policy: 'first-nonempty' }, 4_380, 20_332, 24],
  ['2:2x1', { policy: 'every-event' }, 287_848, 1_415_952, 46],
  ['2:2x1', { policy: 'on-move' }, 302_600, 1_505_968, 54],
  ['2:2x1', { policy: 'on-miss' }, 66_812, 319_216, 80],
  ['2:2x1', { policy: 'running-only' }, 66_812, 319_216, 80],
  ['2:2x1', { policy: 'periodic:2' }, 585_168, 2_899_200, 67],
  ['2:2x1', { policy: 'periodic:3' }, 772_408, 3_841_568, 88],
  ['1:2x2', { policy: 'every-event' }, 145_188, 708_624, 73],
  ['1:2x2', { policy: 'on-move' }, 18_873, 80_028, 41],
  ['1:2x2', { policy: 'on-miss' }, 747, 2_979, 22],
  ['1:2x2', { policy: 'never' }, 747, 2_979, 22],
  // guests
  ['2:2x1', { guest: 'lowest' }, 3_654, 16_932, 24],
  ['2:2x1', { guest: 'keep-local' }, 3_654, 16_932, 24],
  ['2:2x1', { guest: 'ignore' }, 2_194, 10_020, 20],
  ['2:2x1', { guest: 'hostile' }, 4_614, 24_604, 25],
  ['2:2x1', { policy: 'every-event', guest: 'any', moves: false }, 6_250, 25_500, 38],
  ['2:2x1', { policy: 'every-event', guest: 'lowest', moves: false }, 6_250, 25_500, 38],
  ['2:2x1', { policy: 'every-event', guest: 'keep-local', moves: false }, 6_250, 25_500, 38],
  ['2:2x1', { policy: 'every-event', guest: 'ignore', moves: false }, 285, 1_032, 13],
  ['2:2x1', { policy: 'every-event', guest: 'hostile', moves: false }, 6_250, 34_500, 33],
  // axes together
  ['2:2x1', { map: 'on-dispatch', hinting: 'atomic' }, 5_454, 26_172, 21],
  ['2:2x1', { map: 'on-dispatch', policy: 'on-move', hinting: 'atomic' }, 240_588, 1_242_504, 64],
  ['2:2x1', { hinting: 'atomic', moves: false }, 459, 1_773, 17],
  ['2:2x1', { policy: 'running-only', map: 'on-dispatch', hinting: 'atomic' }, 15_252, 75_824, 28],
  // lifecycle
  ['2:2x1', { lifecycle: ['reset'] }, 3_654, 20_652, 24],
  ['1:2x2', { lifecycle: ['reset'], guest: 'ignore' }, 2_988, 14_896, 32],
  ['2:2x1', { lifecycle: ['reset'], policy: 'on-move', guest: 'hostile', moves: false }, 1_035, 5_808, 23],
  ['2:2x1', { lifecycle: ['hotplug'] }, 4_050, 19_844, 24],
  ['1:2x2', { lifecycle: ['hotplug'], guest: 'ignore' }, 6_522, 30_048, 33],
  ['2:2x1', { lifecycle: ['hotplug'], policy: 'on-move', guest: 'hostile', moves: false }, 36_303, 175_448, 40],
  ['2:2x1', { lifecycle: ['masking'] }, 5_414, 25_224, 26],
  ['1:2x2', { lifecycle: ['masking'], guest: 'ignore' }, 2_988, 11_916, 32],
  ['2:2x1', { lifecycle: ['masking'], policy: 'on-move', guest: 'hostile', moves: false }, 5_355, 22_206, 31],
  ['2:2x1', { lifecycle: ['reset', 'hotplug'] }, 4_050, 23_854, 24],
  ['1:2x2', { lifecycle: ['reset', 'hotplug'], guest: 'ignore' }, 6_522, 36_559, 33],
  ['2:2x1', { lifecycle: ['reset', 'hotplug'], policy: 'on-move', guest: 'hostile', moves: false }, 36_303, 211_731, 40],
  ['2:2x1', { lifecycle: ['reset', 'masking'] }, 5_414, 30_604, 26],
  ['1:2x2', { lifecycle: ['reset', 'masking'], guest: 'ignore' }, 2_988, 14_896, 32],
  ['2:2x1', { lifecycle: ['reset', 'masking'], policy: 'on-move', guest: 'hostile', moves: false }, 5_355, 27_552, 31],
  ['2:2x1', { lifecycle: ['hotplug', 'masking'] }, 6_050, 29_764, 26],
  ['1:2x2', { lifecycle: ['hotplug', 'masking'], guest: 'ignore' }, 6_522, 30_048, 33],
  ['2:2x1', { lifecycle: ['hotplug', 'masking'], policy: 'on-move', guest: 'hostile', moves: false }, 367_014, 1_467_453, 55],
  ['2:2x1', { lifecycle: ['reset', 'hotplug', 'masking'] }, 6_050, 35_774, 26],
  ['1:2x2', { lifecycle: ['reset', 'hotplug', 'masking'], guest: 'ignore' }, 6_522, 36_559, 33],
  ['2:2x1', { lifecycle: ['reset', 'hotplug', 'masking'], policy: 'on-move', guest: 'hostile', moves: false }, 367_014, 1_834_447, 55],
  ['2:1x1+1x1', { lifecycle: ['reset', 'masking'], hinting: 'atomic' }, 51_102, 421_476, 26],
  ['1:2x1+1x1', { lifecycle: ['reset', 'hotplug', 'masking'], policy: 'on-miss', guest: 'keep-local' }, 1_980, 12_531, 25],
];

const countsOf = (machine: Machine) => {
  const { states, transitions, depth, complete } = explore({
    model: machine,
    questions: [],
    budget: unlimited,
  });
  return { states, transitions, depth, complete };
};

describe('the explorers count', () => {
  it.each(pinned.map((row) => [`${row[0]} ${JSON.stringify(row[1])}`, row] as const))('%s', (_, row) => {
    const [scope, axes, states, transitions, depth] = row;
    const counts = countsOf(machineOf(configuration(scope, axes)));
    expect(counts).toEqual({ states, transitions, depth, complete: true });
    const model = machineOf(configuration(scope, axes));
    const symbolic = exploreSymbolically({ model, questions: [], budget: unlimited });
    expect(symbolic).toMatchObject({
      states: BigInt(states),
      transitions: BigInt(transitions),
      complete: true,
    });
  });
});

describe('counts do not depend on', () => {
  const config = configuration('1:2x2', { lifecycle: ['reset', 'hotplug'], guest: 'ignore' });
  const expected = { states: 6522, transitions: 36_559, depth: 33, complete: true };

  it('the names of devices and events', () => {
    const vms = [{ vcpus: 2, devices: { net0: ['rx'], disk0: ['done'] } }];
    expect(countsOf(machineOf({ ...config, topology: { hostCpus: 1, vms } }))).toEqual(expected);
  });

  it('how sources are spread over devices', () => {
    const vms = [{ vcpus: 2, devices: { net0: ['rx', 'tx'] } }];
    expect(countsOf(machineOf({ ...config, topology: { hostCpus: 1, vms } }))).toEqual(expected);
  });

  it('the order of cells and actions', () => {
    const machine = machineOf(config);
    const [cells, actions] = [[...machine.cells].reverse(), [...machine.actions].reverse()];
    expect(countsOf({ ...machine, cells, actions })).toEqual(expected);
  });

  it('which cells are kept together', () => {
    const machine = machineOf(config);
    const alone = machine.cells.map((cell) => ({ ...cell, cluster: null }));
    const scattered = machine.cells.map((cell, i) => ({
      ...cell,
      cluster: i % 3 === 0 ? null : `cluster${i % 5}`,
    }));
    expect(countsOf({ ...machine, cells: alone })).toEqual(expected);
    expect(countsOf({ ...machine, cells: scattered })).toEqual(expected);
  });
});
