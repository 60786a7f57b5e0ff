/**
 * Runs that are written down, step by step. A step may be done wrong, as a machine with an error in it would do it:
 * so a property can be shown what it must refuse, whether some fault of model/faults/ does that or not.
 */
import { disabled } from '../../model/action.ts';
import type { Sent } from '../../model/actions/hypervisor.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf, readerOf } from '../../model/machine.ts';
import type { Answer, FiniteProperty, Observer, Sight } from '../../properties/property.ts';
import { observerOf } from '../../properties/property.ts';

/** An action that errs: what the machine says of it, but for what is given here. */
interface Wrong {
  readonly does: string;
  /** Values by cell; `undefined`: the cell is not written at all. */
  readonly but?: Readonly<Record<string, unknown>>;
  /** What it announces. */
  readonly says?: Sent;
  /** Cells that it reads besides. */
  readonly reads?: readonly string[];
}

/**
 * Actions by their names, in short: `v1` is `vm0.vcpu1`, `e0` is `vm0.dev0.e0`, `w1` and `f0` are the same of `vm1`,
 * and `c0` is `cpu0`.
 */
export type Script = readonly (string | Wrong)[];

const longNames: Readonly<Record<string, string>> = {
  v: 'vm0.vcpu',
  w: 'vm1.vcpu',
  e: 'vm0.dev0.e',
  f: 'vm1.dev0.e',
  c: 'cpu',
};

/** Ids in full, wherever they stand. */
export const inFull = <T>(value: T): T => {
  const expand = (text: string) =>
    text.replaceAll(/(?<![\w.])([vwefc])(\d)\b/g, (_, letter, digit) => `${longNames[letter]}${digit}`);
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') return expand(inner);
    if (typeof inner !== 'object' || inner === null) return inner;
    if (Array.isArray(inner)) return inner.map(walk);
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [expand(key), walk(one)]));
  };
  return walk(value) as T;
};

const cellNamed = ({ cells }: Machine, name: string) => {
  const cell = cells.find((one) => one.name === name);
  if (cell === undefined) throw new Error(`the machine has no cell ${name}`);
  return cell;
};

/** What a scripted step does in a state. */
const sightOf = (machine: Machine, state: State, scripted: string | Wrong): Omit<Sight, 'after'> => {
  const wrong: Wrong = typeof scripted === 'string' ? { does: scripted } : scripted;
  const action = machine.actions.find(({ name }) => name === wrong.does);
  if (action === undefined) throw new Error(`the machine has no action ${wrong.does}`);
  const reads = (wrong.reads ?? []).map((name) => cellNamed(machine, name));
  const right = action.step((cell) => {
    reads.push(cell);
    return readerOf(state)(cell);
  });
  if (right === disabled && typeof scripted === 'string') throw new Error(`${scripted} is disabled`);
  const { writes, announces } = right === disabled ? { writes: [], announces: undefined } : right;
  const but = wrong.but ?? {};
  const instead = Object.entries(but)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [cellNamed(machine, name), value] as const);
  // An action cannot write what it does not declare: nor could a wrong one.
  const touches = [...action.touches, ...instead.map(([cell]) => cell), ...reads];
  const change = {
    writes: [...writes.filter(([{ name }]) => !Object.hasOwn(but, name)), ...instead],
    announces: wrong.says ?? announces,
  };
  return { action: { ...action, touches }, change, before: readerOf(state), reads };
};

const written = (state: State, writes: Sight['change']['writes']): State =>
  new Map([...state, ...writes.map(([cell, value]) => [cell.name, value] as const)]);

/** What every question of a property says of the last step of a run, and of the state that it leads to. */
export const answersAtTheEnd = (
  property: FiniteProperty,
  config: Configuration,
  script: Script,
): readonly Answer[] => {
  const machine = machineOf(config);
  return property.questions(machine.setup).map((question) => {
    const observer: Observer | null = observerOf(question);
    let state: State = new Map([...machine.initial, ...(observer?.initial ?? [])]);
    let answer: Answer = question.is === 'state' ? question.ask(readerOf(state)) : undefined;
    for (const scripted of inFull(script)) {
      const seen = sightOf(machine, state, scripted);
      const moved = written(state, seen.change.writes);
      const sight: Sight = { ...seen, after: readerOf(moved) };
      if (question.is === 'state') answer = question.ask(sight.after);
      else {
        const touches = new Set(question.touches.map(({ name }) => name));
        const asked =
          question.concerns(sight.action) &&
          (!question.writersOnly || sight.change.writes.some(([cell]) => touches.has(cell.name)));
        answer = asked ? question.ask(sight) : undefined;
      }
      state = observer?.concerns(sight.action) ? written(moved, observer.advance(sight)) : moved;
    }
    return answer;
  });
};

/** `silent`: no premise is true. Of a `sometimes`, `violated` means that it is reached. */
export type Verdict = 'violated' | 'holds' | 'silent';

export const verdictAtTheEnd = (property: FiniteProperty, config: Configuration, script: Script): Verdict => {
  const answers = answersAtTheEnd(property, config, script);
  if (answers.some((answer) => answer !== undefined && answer !== true)) return 'violated';
  return answers.includes(true) ? 'holds' : 'silent';
};
