/** Why an action is not enabled: which parts of its guard are false. */
import type { Action } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import { isReplaced } from '../../model/faults/replace.ts';
import type { Machine, State } from '../../model/machine.ts';
import { readerOf } from '../../model/machine.ts';
import { tracked } from '../engine/model.ts';
import type { Alternatives } from '../results/story.ts';
import { guardOf } from './guards/index.ts';
import { lookedAt } from './looked.ts';
import { falseIn } from './part.ts';

/**
 * `null` if an action of the machine is enabled in a state; else why it is not, a sentence for every part of its guard
 * that is false, in the order of docs/model.md. There is always one at least.
 *
 * An action that the machine's fault replaces has a guard that nobody stated: it is said what the fault looked at, and
 * then what the machine without the fault would say.
 *
 * @throws {UserError} if a guest, policy or fault of the user's makes a mistake
 */
export const whyNot = (machine: Machine, state: State, action: Action): readonly string[] | null => {
  const { setup } = machine;
  const { fault } = setup.config;
  const read = readerOf(state);
  const { read: noting, reads } = tracked(read);
  if (action.step(noting) !== disabled) return null;
  const parts = falseIn(guardOf(setup, action.label), read);
  const looked = lookedAt(reads, read);
  if (fault === null || !isReplaced(fault, action))
    return parts.length > 0 ? parts : [`the machine does not allow it, ${looked}`];
  const without = parts.map((because) => `without the fault, too: ${because}`);
  return [
    `the fault ${fault.name} does not allow it, ${looked}`,
    ...(parts.length > 0 ? without : ['without the fault it would be enabled']),
  ];
};

/** What could happen in a state of the machine, in the order of its actions. */
export const alternativesIn = (machine: Machine, state: State): Alternatives => {
  const answers = machine.actions.map((action) => ({
    action: action.name,
    because: whyNot(machine, state, action),
  }));
  return {
    enabled: answers.filter(({ because }) => because === null).map(({ action }) => action),
    refused: answers.flatMap(({ action, because }) => (because === null ? [] : [{ action, because }])),
  };
};
