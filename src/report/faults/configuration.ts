/** The configuration in which a fault was tried, as a user would ask for it. */
import type { TriedFault } from '../../faults/faults.ts';
import { rungName } from '../../results/rung-name.ts';

/** `2:1x1, policy first-nonempty, guest hostile`: what is not said is as usual. */
export const configurationOf = ({ rung, policy, guest }: TriedFault): string => {
  const options = { ...rung.options, fault: null };
  return [
    rungName({ scope: rung.scope, options }),
    ...(policy === 'first-time' ? [] : [`policy ${policy}`]),
    ...(guest === 'any' ? [] : [`guest ${guest}`]),
  ].join(', ');
};
