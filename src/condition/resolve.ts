/** A condition on a topology: whether it has what is named, and the question that an explorer asks. */
import { match } from 'ts-pattern';
import type { Cell } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Fault } from '../../model/faults/fault.ts';
import { faults } from '../../model/faults/index.ts';
import * as state from '../../model/state.ts';
import type { Layout, SourceId, Topology, VcpuId } from '../../model/topology.ts';
import { layoutOf, vcpuBeyond } from '../../model/topology.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { sometimes } from '../../properties/property.ts';
import type { UserError } from '../errors.ts';
import { remedyFor } from '../reading/names.ts';
import { valueInWords } from '../words/cells.ts';
import { isTrue } from './holds.ts';
import type { Mistake } from './mistake.ts';
import { errorAt } from './mistake.ts';
import { cellNameOf, expressionInWords } from './print.ts';
import type { Asked, Condition, HintTest, Named, Test, ValueTest } from './tree.ts';
import { testsIn } from './tree.ts';

/** What a condition must fit: a configuration, or as much of one as is known. */
export interface Ground {
  readonly topology: Topology;
  /** The fault in the machine; `null`: there is none. */
  readonly fault: Pick<Fault, 'initial'> | null;
  /** The scope in short form, or the topology's file, for errors. */
  readonly scope?: string;
}

// --- what is named ----------------------------------------------------------------------------------------------

const inHint = (hint: HintTest | null): readonly Named[] => {
  if (hint?.is === 'exactly') return hint.vcpus;
  return hint?.is === 'names' && typeof hint.whom !== 'string' ? [hint.whom] : [];
};

const some = (named: Named | string | null): readonly Named[] =>
  named === null || typeof named === 'string' ? [] : [named];

/** By the kind of cell. */
const inValue: { readonly [K in ValueTest['is']]: (asked: Asked<K>) => readonly Named[] } = {
  placement: ({ on }) => some(on),
  mapped: ({ entry }) => some(entry),
  memory: () => [],
  event: ({ on, hint }) => [...some(on), ...inHint(hint)],
  route: ({ vcpu }) => [vcpu],
  mask: ({ owing }) => (owing?.is === 'interrupt' ? inHint(owing.hint) : []),
  pending: ({ hint }) => inHint(hint),
  servicing: ({ target, hint }) => [...some(target), ...inHint(hint)],
  kept: () => [],
};

const namesIn = ({ ids, value }: Test): readonly Named[] => [...ids, ...inValue[value.is](value as never)];

interface Noun {
  readonly noun: string;
  readonly names: readonly string[];
}

/** What there is of each kind of name. A fault may make a route name one VCPU too many. */
const nounsOf = ({ cpus, vms, vcpus }: Layout, isFaulty: boolean): Readonly<Record<Named['is'], Noun>> => ({
  cpu: { noun: 'host CPU', names: cpus },
  vcpu: { noun: 'VCPU', names: vcpus },
  target: { noun: 'VCPU', names: isFaulty ? [...vcpus, ...vms.map((vm) => vcpuBeyond(vm.vcpus))] : vcpus },
  source: { noun: 'source', names: vms.flatMap((vm) => vm.sources) },
});

const keepers = faults.filter(({ initial }) => initial !== undefined).map(({ name }) => name);

/** The first thing that a condition names and that is not there; `null` if all of it is. */
const mistakeIn = ({ root }: Condition, { topology, fault, scope }: Ground): Mistake | null => {
  const nouns = nounsOf(layoutOf(topology), fault !== null);
  const where = scope === undefined ? '' : ` on ${scope}`;
  for (const test of testsIn(root)) {
    if (test.value.is === 'kept' && fault?.initial === undefined)
      return {
        at: test.at,
        found: 'nothing is kept: only a fault keeps something, and not every one does',
        remedy: `These do: ${keepers.join(', ')}.`,
      };
    for (const { is, name, at } of namesIn(test)) {
      const { noun, names } = nouns[is];
      if (names.includes(name)) continue;
      const remedy = names.length === 0 ? 'There is none.' : remedyFor(name, names);
      return { at, found: `there is no ${noun} '${name}'${where}`, remedy };
    }
  }
  return null;
};

/** Why a condition does not fit: the id that is not there, and those that are; `null` if it fits. */
export const misfit = (condition: Condition, ground: Ground): UserError | null => {
  const mistake = mistakeIn(condition, ground);
  return mistake === null ? null : errorAt(condition.place, condition.text, mistake);
};

// --- the question -----------------------------------------------------------------------------------------------

/** The parser has seen to it that a test has the ids of its kind of cell. */
const cellOf = ({ value, ids }: Test): Cell<unknown> => {
  const source = ids[0]!.name as SourceId;
  const vcpu = ids.at(-1)!.name as VcpuId;
  return match(value.is)
    .with('placement', () => state.placementOf(vcpu))
    .with('mapped', () => state.mappedOf(vcpu))
    .with('memory', () => state.memoryOf(source))
    .with('event', () => state.eventOf(source))
    .with('route', () => state.routeOf(source))
    .with('mask', () => state.maskOf(source))
    .with('pending', () => state.pendingOf(source, vcpu))
    .with('servicing', () => state.servicingOf(source, vcpu))
    .with('kept', () => state.keptOf(source))
    .exhaustive();
};

/** In a sentence of its own. */
const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const whyNotMeant = (condition: Condition, config: Configuration): string | null => {
  const mistake = mistakeIn(condition, config);
  return mistake === null ? null : sentence(mistake.found);
};

/** What a condition says, as its property says it. */
export const sentenceOf = ({ root }: Condition): string => expressionInWords(root);

/** The id of the property that a condition becomes. */
export const conditionId = 'to';

/**
 * A condition as a property: that it is true in some reachable state. It is not meant for a configuration that does not
 * have what it names. What was reached is told of the cells that decided it, and is itself a condition.
 */
export const propertyOf = (condition: Condition): FiniteProperty => {
  const { root } = condition;
  const cells = new Map(testsIn(root).map((test) => [cellNameOf(test), cellOf(test)]));
  return sometimes({
    id: conditionId,
    contract: 'possible',
    sentence: sentenceOf(condition),
    source: 'ours',
    notMeant: (config) => whyNotMeant(condition, config),
    each: ({ config }) => {
      const error = misfit(condition, config);
      if (error !== null) throw error;
      return [''];
    },
    observes: (): Readonly<Record<string, Cell<unknown>>> => Object.fromEntries(cells),
    reached: (view) => {
      const seen = new Map<string, unknown>();
      const valueAt = (test: Test): unknown => {
        const name = cellNameOf(test);
        if (!seen.has(name)) seen.set(name, view[name]);
        return seen.get(name);
      };
      if (!isTrue(root, valueAt)) return false;
      return [...seen].map(([name, value]) => `${name} is ${valueInWords(name, value)}`).join(' and ');
    },
  });
};
