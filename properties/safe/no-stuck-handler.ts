import type { Action, Cell, Read } from '../../model/action.ts';
import { disabled, row } from '../../model/action.ts';
import { machineOf } from '../../model/machine.ts';
import { maskOf, placementOf, servicingOf } from '../../model/state.ts';
import type { OfSourceAndVcpu } from '../each.ts';
import { eachSourceAndVcpu } from '../each.ts';
import { always } from '../property.ts';

interface OfHandler extends OfSourceAndVcpu {
  /** Everything that the handler can do. */
  readonly steps: readonly Action[];
}

const belongsTo =
  ({ source, vcpu }: OfSourceAndVcpu) =>
  ({ label }: Action): boolean =>
    label.is !== 'take' &&
    'source' in label &&
    'vcpu' in label &&
    label.source === source &&
    label.vcpu === vcpu;

export const noStuckHandler = always({
  id: 'no-stuck-handler',
  contract: 'safe',
  sentence:
    'While a VCPU runs and has an interrupt in service, some step of that handler is enabled, or it waits for a mask that another handler of the source holds.',
  source: 'ours',
  each: (setup): readonly OfHandler[] => {
    const { actions } = machineOf(setup.config);
    return eachSourceAndVcpu(setup).map((of) => ({ ...of, steps: actions.filter(belongsTo(of)) }));
  },
  observes: ({ vm, source, vcpu, steps }) => {
    const touched = new Map(steps.flatMap(({ touches }) => touches).map((cell) => [cell.name, cell]));
    return {
      placement: placementOf(vcpu),
      servicing: row(vm.vcpus, (v) => servicingOf(source, v)),
      mask: maskOf(source),
      touched: row([...touched.keys()], (name) => touched.get(name)!),
    };
  },
  whenever: (cells, { vcpu }) => cells.placement.is === 'running' && cells.servicing(vcpu) !== null,
  then: (cells, { vm, source, vcpu, steps }) => {
    const read: Read = <T>(cell: Cell<T>) => cells.touched(cell.name) as T;
    if (steps.some((step) => step.step(read) !== disabled)) return true;
    const holdsMask = (other: typeof vcpu) =>
      other !== vcpu && (cells.servicing(other)?.is ?? 'handling') !== 'handling';
    if (cells.servicing(vcpu)?.is === 'handling' && cells.mask.is === 'masked' && vm.vcpus.some(holdsMask))
      return true;
    return {
      expected: `the handler of ${source} on ${vcpu} to have a step to do`,
      found: 'a handler that can neither program nor finish',
    };
  },
});
