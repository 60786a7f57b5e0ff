/** The state at a step, as the page lists it: cells in words, under the VCPU or the source that they belong to. */

import type { Reading } from '../picture/reading.ts';
import { actOf } from '../picture/reading.ts';
import { changesOf } from '../picture/words.ts';
import { isShown, valueInWords } from '../words/cells.ts';

export interface ShownCell {
  readonly cell: string;
  /** What it is under its heading: `placement`, `pending at vcpu1`. */
  readonly label: string;
  readonly value: string;
  /** What it was before the step; `null` if the step did not change it. */
  readonly before: string | null;
  /** The answer at the end depends on it. */
  readonly involved: boolean;
}

export interface CellGroup {
  readonly of: 'vcpu' | 'source';
  /** `vm0.vcpu1`, `vm0.net0.rx` */
  readonly name: string;
  readonly cells: readonly ShownCell[];
}

/** Masks are shown where something is ever masked. */
const isTold = ({ story, states }: Reading, cell: string): boolean =>
  isShown(cell) &&
  (actOf(cell).kind !== 'mask' ||
    story.options.lifecycle.includes('masking') ||
    states.some((state) => valueInWords(cell, state.get(cell)) !== 'open'));

/** Every cell in a state that is shown, in the order of the model, VCPUs first. */
export const groupsAt = (reading: Reading, step: number): readonly CellGroup[] => {
  const { story, layout, states, last } = reading;
  const changed = new Map(changesOf(story, step).map(({ cell, from }) => [cell, from]));
  const involved = step === last ? (story.told?.involved ?? []) : [];
  const shown = [...states[step]!.keys()]
    .filter((cell) => isTold(reading, cell))
    .map((cell) => {
      const { kind, parameters } = actOf(cell);
      const [name, second] = parameters;
      return {
        name,
        cell,
        label: second === undefined ? kind : `${kind} at ${second.slice(second.indexOf('.') + 1)}`,
        value: valueInWords(cell, states[step]!.get(cell)),
        before: changed.get(cell) ?? null,
        involved: involved.includes(cell),
      };
    });
  const group = (of: CellGroup['of'], name: string): CellGroup => ({
    ...{ of, name },
    cells: shown.filter((one) => one.name === name).map(({ name: _, ...cell }) => cell),
  });
  return [
    ...layout.vcpus.map((name) => group('vcpu', name)),
    ...layout.vms.flatMap(({ sources }) => sources.map((name) => group('source', name))),
  ];
};

/** Whether some texts, taken together, hold every word that is typed. */
export const matcherOf = (typed: string): ((...texts: readonly string[]) => boolean) => {
  const words = typed.toLowerCase().split(/\s+/);
  return (...texts) => {
    const text = texts.join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
};

/** The cells that match what is typed, by name or by value. */
export const filtered = (groups: readonly CellGroup[], typed: string): readonly CellGroup[] => {
  const matches = matcherOf(typed);
  return groups
    .map((group) => ({
      ...group,
      cells: group.cells.filter(({ cell, label, value }) => matches(cell, label, value)),
    }))
    .filter(({ cells }) => cells.length > 0);
};
