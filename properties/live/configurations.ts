/** The configurations in which the contract `live` is not meant. */
import type { Configuration } from '../../model/configuration.ts';

export const notLive = ({ guest, lifecycle }: Configuration): string | null => {
  if (lifecycle.includes('reset')) return 'A reset forgets events and interrupts, by design.';
  if (!guest.obeys)
    return `The guest ${guest.name} does not obey: it may program for ever, and serve nobody.`;
  return null;
};
