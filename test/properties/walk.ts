/** Walks through the pure model: one enabled action after the other, at scopes that no explorer exhausts. */
import fc from 'fast-check';
import type { Action } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import { lifecycles } from '../../model/configuration.ts';
import { guestNames } from '../../model/guests/index.ts';
import type { ActionKind } from '../../model/labels.ts';
import type { Machine, State } from '../../model/machine.ts';
import { step } from '../../model/machine.ts';
import { policyNames } from '../../model/policies/index.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

/** The next action, as two numbers: which kind of those that are enabled, and which of that kind. */
export interface Choice {
  readonly kind: number;
  readonly which: number;
}

export const anyChoice: fc.Arbitrary<Choice> = fc.record({ kind: fc.nat(), which: fc.nat() });

export const anyWalk: fc.Arbitrary<readonly Choice[]> = fc.array(anyChoice, {
  size: 'large',
  maxLength: 400,
});

/** How often a kind is chosen where others are enabled too; what undoes much is rarer. */
const weights: Partial<Record<ActionKind, number>> = { reset: 1, preempt: 2, unplug: 2, migrate: 2 };
const usual = 4;

/** The enabled action that a choice means; `null` if there is none. */
export const chosen = (enabled: readonly Action[], { kind, which }: Choice): Action | null => {
  const kinds = [...new Set(enabled.map(({ label }) => label.is))];
  const lots = kinds.flatMap((is) => new Array<ActionKind>(weights[is] ?? usual).fill(is));
  const candidates = enabled.filter(({ label }) => label.is === lots[kind % lots.length]);
  return candidates[which % candidates.length] ?? null;
};

export const enabledIn = (state: State, actions: readonly Action[]): readonly Action[] =>
  actions.filter((action) => step(state, action) !== disabled);

/** Every state of a walk, the initial one first. */
export const statesOn = ({ initial, actions }: Machine, walk: readonly Choice[]): readonly State[] => {
  const states = [initial];
  for (const choice of walk) {
    const now = states.at(-1)!;
    const action = chosen(enabledIn(now, actions), choice);
    const taken = action && step(now, action);
    if (taken && taken !== disabled) states.push(taken.after);
  }
  return states;
};

export const policies = policyNames.flatMap((name) =>
  name === 'periodic:<n>' ? ['periodic:2', 'periodic:3'] : [name],
);

const anyAxes: fc.Arbitrary<Short> = fc.record({
  policy: fc.constantFrom(...policies),
  guest: fc.constantFrom(...guestNames),
  map: fc.constantFrom('on-move', 'on-dispatch'),
  hinting: fc.constantFrom('interleaved', 'atomic'),
  moves: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  lifecycle: fc.subarray([...lifecycles]),
});

/** A configuration of one of some scopes, with any values on the axes. */
export const anyConfiguration = (...scopes: readonly string[]): fc.Arbitrary<Configuration> =>
  fc.tuple(fc.constantFrom(...scopes), anyAxes).map(([scope, axes]) =>
    Object.assign(configuration(scope, axes), {
      // how a failure names it
      [fc.toStringMethod]: () => `configuration('${scope}', ${JSON.stringify(axes)})`,
    }),
  );
