/** What is said of a property in the same words, however it was decided. */
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import type { Property } from '../../properties/property.ts';
import type { ExplorationResult, HistoryResult, LongRunResult, PropertyResult } from '../results/result.ts';

/** What came of one configuration. */
export interface Decided {
  readonly exploration: ExplorationResult;
  readonly histories: readonly HistoryResult[];
  readonly longRun: LongRunResult | null;
  readonly properties: readonly PropertyResult[];
}

/** The part of a result that says what came of it. */
export type Conclusion = Pick<PropertyResult, 'result' | 'reason' | 'trace'>;

export const cutWords = {
  time: 'the time budget ended',
  memory: 'the memory budget ended',
  interrupted: 'interrupted',
  capacity: 'more states than can be numbered',
} as const;

/** The part of a result that is there whatever came of it. */
export const describe = (machine: Machine, property: Property, demanded: boolean) => ({
  id: property.id,
  contract: property.contract,
  kind: property.kind,
  sentence: property.sentence,
  demanded,
  vacuousByDesign: vacuousByDesign(machine.setup.config).includes(property.id),
  waived: null,
});

const vacuousByDesign = ({ policy, guest }: Configuration): readonly string[] => [
  ...policy.makesVacuous,
  ...guest.makesVacuous,
];
