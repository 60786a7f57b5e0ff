/**
 * The naive oracle of the lockstep: the candidate's own machine, explored breadth-first, and beside each of its states
 * what the baseline would remember, had it been asked about the same events. Nothing here is of src/compare.
 */

import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf, readerOf, step } from '../../model/machine.ts';
import type { Policy } from '../../model/policies/policy.ts';
import type { Hint, Json } from '../../model/state.ts';
import { eventOf, mappedOf, placementOf, routeOf } from '../../model/state.ts';
import type { SourceId, Vm } from '../../model/topology.ts';
import { keyOf } from '../oracle/naive.ts';

type Remembered = ReadonlyMap<SourceId, Json>;

/** What was answered to an event, by each: the names, in order; `null` for no hint. */
export interface Answered {
  readonly baseline: readonly string[] | null;
  readonly candidate: readonly string[] | null;
}

const setOf = (hint: Hint): readonly string[] | null => hint && [...new Set(hint)].sort();

const askBaseline = (baseline: Policy, vm: Vm, source: SourceId, state: State, memory: Json) => {
  const read = readerOf(state);
  const event = read(eventOf(source));
  if (event.is !== 'raised') throw new Error('nothing is raised');
  return baseline.decide({
    memory,
    source,
    on: event.on,
    mappedHere: vm.vcpus.filter((vcpu) => read(mappedOf(vcpu)) === event.on),
    route: read(routeOf(source)),
    condition: (vcpu) => read(placementOf(vcpu)).is,
  });
};

/** What the baseline remembers after a step of the candidate's machine, and what the two answered, if they were asked. */
const beside = (
  baseline: Policy,
  { setup }: Machine,
  before: State,
  remembered: Remembered,
  taken: { readonly name: string; readonly after: State; readonly sent: Hint | undefined },
): { readonly remembered: Remembered; readonly answered: Answered | null } => {
  const next = new Map(remembered);
  let answered: Answered | null = null;
  for (const vm of setup.layout.vms)
    for (const source of vm.sources) {
      if (taken.name === `reset(${vm.id})`) next.set(source, baseline.initial);
      if (taken.name === `identify(${source})` || taken.name === `receive(${source})`) {
        const { hint, memory } = askBaseline(baseline, vm, source, before, remembered.get(source)!);
        answered = { baseline: setOf(hint), candidate: setOf(taken.sent!) };
        next.set(source, memory);
      }
      for (const vcpu of vm.vcpus) {
        const from = readerOf(before)(mappedOf(vcpu));
        const to = readerOf(taken.after)(mappedOf(vcpu));
        if (from !== to && to !== null && baseline.onMove)
          next.set(source, baseline.onMove(next.get(source)!, { vcpu, from, to }));
      }
    }
  return { remembered: next, answered };
};

/**
 * Every pair of different answers that can be given, with the length of a shortest run to it, by JSON of the pair of
 * which only how the two relate is kept: `classify` says how.
 */
export const naivelyBeside = (
  config: Configuration,
  baseline: Policy,
  classify: (answered: Answered) => string | null,
): ReadonlyMap<string, number> => {
  const machine = machineOf(config);
  const sources = machine.setup.layout.vms.flatMap((vm) => vm.sources);
  const first: Remembered = new Map(sources.map((source) => [source, baseline.initial]));
  const keyFor = (state: State, remembered: Remembered): string =>
    keyOf(state) + JSON.stringify([...remembered.values()]);
  const seen = new Set([keyFor(machine.initial, first)]);
  const found = new Map<string, number>();
  let level = [{ state: machine.initial, remembered: first }];
  for (let depth = 1; level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { state, remembered } of level)
      for (const action of machine.actions) {
        const taken = step(state, action);
        if (taken === disabled) continue;
        const sent = (taken.change.announces as { readonly hint: Hint } | undefined)?.hint;
        const after = beside(baseline, machine, state, remembered, {
          name: action.name,
          after: taken.after,
          sent,
        });
        const kind = after.answered && classify(after.answered);
        if (kind !== null && !found.has(kind)) found.set(kind, depth);
        const key = keyFor(taken.after, after.remembered);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state: taken.after, remembered: after.remembered });
      }
    level = next;
  }
  return found;
};
