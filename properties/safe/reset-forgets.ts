import { row } from '../../model/action.ts';
import { sourceInit } from '../../model/init.ts';
import { same } from '../../model/same.ts';
import { eachSource } from '../each.ts';
import { step } from '../property.ts';
import { resets } from '../words.ts';

export const resetForgets = step({
  id: 'reset-forgets',
  contract: 'safe',
  sentence: 'After a reset of a VM, every cell of its sources is as it was in the beginning.',
  source: 'cloud-hypervisor PR 1120; au-ts/libvmm PR 349',
  notMeant: ({ lifecycle }) =>
    lifecycle.includes('reset') ? null : 'Nothing is reset without the option `reset`.',
  each: (setup) =>
    eachSource(setup).map((of) => ({
      ...of,
      initially: new Map(sourceInit(setup, of.vm, of.source).map((initial) => [initial.cell.name, initial])),
    })),
  observes: ({ initially }) => ({ now: row([...initially.keys()], (name) => initially.get(name)!.cell) }),
  asks: (label, { vm }) => resets(label, vm),
  then: ({ after }, { initially }) => {
    const kept = [...initially.values()].find(({ cell, value }) => !same(after.now(cell.name), value));
    return (
      kept === undefined || {
        expected: `${kept.cell.name} = ${JSON.stringify(kept.value)}, as in the beginning`,
        found: JSON.stringify(after.now(kept.cell.name)),
      }
    );
  },
});
