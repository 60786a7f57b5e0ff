/** What the command line does in the working directory when no flags are given: what the configuration file says. */

import type { EngineName } from '../engine/engines.ts';
import type { CellOrderName } from '../engine/symbolic/order.ts';
import { rungFor } from '../results/ladder.ts';
import type { Limits, RandomWish } from '../results/request.ts';
import type { RunOptions } from '../results/result.ts';
import { nameFrom } from './chosen.ts';
import type { Wishes } from './config.ts';
import { findConfigFile } from './find-config.ts';
import { defaultGuest, enginesIn, limitsIn, optionsIn, randomChoiceIn, randomIn } from './request.ts';

/** What a command gets that says nothing: what the configuration file says, or else the defaults. */
export interface Usual {
  /** The configuration file that was named; `null` if none was, and one that is there is found again. */
  readonly config: string | null;
  readonly guest: string;
  readonly options: RunOptions;
  readonly engine: EngineName;
  readonly order: CellOrderName;
  readonly random: RandomWish;
  /** Everything is tried on random runs. */
  readonly isAllRandom: boolean;
  readonly limits: Limits;
}

/** What the configuration file says: the one that is named, else the one that is found; if there is none, nothing. */
export const fileWishes = async (named: string | undefined): Promise<Wishes> => {
  const file = named ?? findConfigFile();
  if (file === null) return {};
  const { readConfigFile } = await import('./config-file.ts');
  return readConfigFile(file);
};

/** What the same command would be asked without any flags but `--config`. */
export const usualOf = (wishes: Wishes, config: string | undefined): Usual => {
  const { guest } = wishes;
  const none = {
    scope: '',
    topology: { hostCpus: 1, vms: [] },
    guest: { is: 'built-in', name: '' },
    fault: null,
  } as const;
  return {
    config: config ?? null,
    guest: guest === undefined ? defaultGuest : nameFrom(guest.directory, guest.value),
    options: rungFor(none, optionsIn(wishes)).options,
    ...enginesIn(wishes),
    random: randomIn(wishes),
    isAllRandom: randomChoiceIn(wishes) === 'all',
    limits: limitsIn(wishes),
  };
};
