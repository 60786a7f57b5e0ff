/** Stories of runs that nobody searched for: what a format must cope with, whatever happens in it. */

import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf, step } from '../../model/machine.ts';
import { replay } from '../../src/path/replay.ts';
import type { Story } from '../../src/results/story.ts';

/** A machine is made once, for a configuration that is tried again and again. */
const machines = new WeakMap<Configuration, Machine>();
const madeFor = (config: Configuration): Machine => {
  const machine = machines.get(config) ?? machineOf(config);
  machines.set(config, machine);
  return machine;
};

const storyOfActions = (config: Configuration, names: readonly string[]): Story => {
  const machine = madeFor(config);
  const actions = names.map((name) => {
    const action = machine.actions.find((one) => one.name === name);
    if (action === undefined) throw new Error(`there is no action ${name}`);
    return action;
  });
  const { states, steps, stuck } = replay(machine, actions);
  if (stuck !== null) throw new Error(`${names[stuck]} is not enabled`);
  const { topology, map, hinting, moves, lifecycle } = config;
  return {
    aim: { is: 'condition', text: 'something' },
    outcome: 'nothing',
    policy: config.policy.name,
    guest: config.guest.name,
    scope: 'topology.json',
    topology,
    options: { map, hinting, moves, lifecycle, fault: config.fault?.name ?? null },
    shortest: false,
    subject: '',
    told: null,
    initially: [...states[0]!].map(([cell, value]) => ({ cell, value })),
    steps,
    loop: null,
    stuck: null,
    alternatives: null,
    repeat: null,
    replay: null,
  };
};

/** The story of actions that somebody chose. */
export const storyOfRun = (
  config: Configuration,
  actions: readonly string[],
  changes: Partial<Story> = {},
): Story => ({ ...storyOfActions(config, actions), ...changes });

/** The story of a walk: each number chooses among the actions that are enabled then. */
export const storyOfWalk = (config: Configuration, choices: readonly number[]): Story => {
  const machine = madeFor(config);
  const names: string[] = [];
  let state = machine.initial;
  for (const choice of choices) {
    const enabled = machine.actions.flatMap((action) => {
      const taken = step(state, action);
      return taken === disabled ? [] : [{ name: action.name, after: taken.after }];
    });
    const taken = enabled[choice % enabled.length]!;
    names.push(taken.name);
    state = taken.after;
  }
  return storyOfActions(config, names);
};

/** The names of devices and of their types of event that a topology file may have, the worst of them. */
export const hostileDevices = {
  end: ['end', 'box'],
  vcpu0: ['rx'],
  ['__proto__']: ['constructor', '_rx_'],
  '-': ['--', '0'],
  ['d'.repeat(40)]: ['e'.repeat(40)],
} as const;

/** Names of a policy, a guest or a file that a file system may have. */
export const hostileName = './a;b#c: "d" <b>&lt;`x` ``` %%{init}%% |_e_*f*\\\n# end .mjs';
