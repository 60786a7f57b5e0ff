/** Configurations for tests, written shortly: `configuration('2:2x1', { policy: 'on-move', lifecycle: ['reset'] })`. */
import type { Configuration } from '../model/configuration.ts';
import { faultNamed } from '../model/faults/index.ts';
import { guestNamed } from '../model/guests/index.ts';
import { policyNamed } from '../model/policies/index.ts';
import { topologyOf } from '../src/scope.ts';

export type Short = Partial<Pick<Configuration, 'map' | 'hinting' | 'moves' | 'lifecycle'>> & {
  readonly policy?: string;
  readonly guest?: string;
  readonly fault?: string;
};

const present = <T>(what: string, found: T | undefined): T => {
  if (found === undefined) throw new Error(`no ${what} of that name`);
  return found;
};

export const configuration = (
  scope: string,
  { policy = 'first-time', guest = 'any', fault, ...axes }: Short = {},
): Configuration => ({
  topology: topologyOf(scope),
  policy: present('policy', policyNamed(policy)),
  guest: present('guest', guestNamed(guest)),
  map: 'on-move',
  hinting: 'interleaved',
  moves: true,
  lifecycle: [],
  ...axes,
  fault: fault === undefined ? null : present('fault', faultNamed(fault)),
});
