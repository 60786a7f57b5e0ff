/** From what the user wishes to what is asked of a comparison. */
import type { Weights } from '../compare/report.ts';
import type { CompareRequest } from '../compare/request.ts';
import { pricedChoices, weightNames } from '../compare/request.ts';
import { UserError } from '../errors.ts';
import { known } from '../reading/names.ts';
import { durationNs } from '../reading/quantity.ts';
import type { Wishes } from './config.ts';
import { requestFrom } from './request.ts';

/** In nanoseconds; docs/compare.md says where they are from. No source was found for the cost of an IPI. */
export const defaultWeights: Weights = { exit: 710, ipi: 0, wakeUp: 5_000, reprogramming: 1_000 };

/** `['exit=1us', 'ipi=300ns']` */
const weightsIn = ({ weights }: Wishes): Weights => {
  const set = Object.entries(weights?.value ?? {}).map(([name, text]) => {
    const place = `${weights!.place} ${name}`;
    return [known(weights!.place, 'weight', name, weightNames), durationNs(place, text)] as const;
  });
  return { ...defaultWeights, ...Object.fromEntries(set) };
};

/** @throws {UserError} that names the flag, or the field of the configuration file, that is wrong */
export const compareRequestFrom = async (wishes: Wishes): Promise<CompareRequest> => {
  if (wishes.fault !== undefined && wishes.fault.value !== null && wishes.fault.value !== 'none')
    throw new UserError(
      wishes.fault.place,
      'changes are compared in a machine that is right',
      'hintproof check puts a fault into it.',
    );
  const priced =
    wishes.price === undefined
      ? 'default'
      : known(wishes.price.place, 'choice of prices', wishes.price.value, pricedChoices);
  const { policies, ...asked } = await requestFrom(wishes, priced !== 'none');
  // One policy, if both have the same name: then it is compared with itself.
  return {
    ...asked,
    baseline: policies[0]!,
    candidate: policies.at(-1)!,
    weights: weightsIn(wishes),
    priced,
  };
};
