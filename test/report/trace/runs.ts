/** Stories of runs that nobody searched for: quick to make, and with anything in them. */
import type { Configuration } from '../../../model/configuration.ts';
import { machineOf } from '../../../model/machine.ts';
import { cellsOf, replay } from '../../../src/path/replay.ts';
import type { Story } from '../../../src/results/story.ts';

/** The story of a run by the names of its actions; what it shows is for the caller to say. */
export const storyOfRun = (
  config: Configuration,
  names: readonly string[] = [],
  said: Partial<Story> = {},
): Story => {
  const machine = machineOf(config);
  const actions = names.map((name) => machine.actions.find((action) => action.name === name)!);
  const { steps, stuck } = replay(machine, actions);
  if (stuck !== null) throw new Error(`${names[stuck]} is not enabled`);
  const { topology, policy, guest, map, hinting, moves, lifecycle, fault } = config;
  return {
    aim: { is: 'condition', text: 'anything' },
    outcome: 'nothing',
    policy: policy.name,
    guest: guest.name,
    scope: 'made up',
    topology,
    options: { map, hinting, moves, lifecycle, fault: fault?.name ?? null },
    shortest: false,
    subject: '',
    told: null,
    initially: cellsOf(machine.initial, () => false),
    steps,
    loop: null,
    stuck: null,
    alternatives: null,
    repeat: null,
    replay: null,
    ...said,
  };
};
