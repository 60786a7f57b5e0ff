/**
 * The language in which promises are written: a sentence, its source, what is observed, a premise (`whenever`)
 * kept apart from the conclusion (`then`). A premise that was never true makes a claim vacuous, never passed.
 */
import type { Action, Cell, Read, Touches, View } from '../model/action.ts';
import { cellsIn, viewOf } from '../model/action.ts';
import type { Sent } from '../model/actions/hypervisor.ts';
import type { Configuration, Setup } from '../model/configuration.ts';
import type { ActionLabel } from '../model/labels.ts';
import type { Contract } from '../model/policies/policy.ts';
import type { Vm } from '../model/topology.ts';
import type { Finding, FiniteProperty, Observer, Question, Sight, StepQuestion } from './question.ts';

export type * from './question.ts';
export { isLongRun } from './question.ts';

/** What must be remembered of the run to answer a question; `null` if nothing must. */
export const observerOf = (question: Question): Observer | null =>
  question.is === 'step' ? question.observer : null;

/** What every kind has in common. `each` lists what the claim is made of: every VCPU, every source, … */
export interface Claim<U> {
  readonly id: string;
  readonly contract: Contract;
  readonly sentence: string;
  readonly source: string;
  readonly notMeant?: (config: Configuration) => string | null;
  readonly each: (setup: Setup) => readonly U[];
}

const property = <U>(
  kind: FiniteProperty['kind'],
  claim: Claim<U>,
  ask: (setup: Setup, subject: U) => Question,
): FiniteProperty => {
  const { id, contract, sentence, source, notMeant = () => null } = claim;
  const questions = (setup: Setup) => claim.each(setup).map((subject) => ask(setup, subject));
  return { id, contract, kind, sentence, source, notMeant, questions };
};

/** `{ vm: vm0, source: vm0.dev0.e0 }` → `vm0.dev0.e0`: what a question is about, for messages. */
export const nameOfSubject = (subject: unknown): string =>
  typeof subject === 'string'
    ? subject
    : Object.values(subject as object)
        .filter((part) => typeof part === 'string')
        .join(', ');

// --- of every reachable state -----------------------------------------------------------------------------------

interface StateClaim<U, S extends Touches> extends Claim<U> {
  readonly observes: (subject: U, setup: Setup) => S;
  readonly whenever?: (cells: View<S>, subject: U) => boolean;
  readonly then: (cells: View<S>, subject: U) => true | Finding;
}

/** A claim about every reachable state. */
export const always = <U, S extends Touches>(claim: StateClaim<U, S>): FiniteProperty =>
  property('always', claim, (setup, subject) => {
    const touches = claim.observes(subject, setup);
    const view = viewOf(touches);
    return {
      is: 'state',
      subject: nameOfSubject(subject),
      touches: cellsIn(touches),
      ask: (read) => {
        const cells = view(read);
        return claim.whenever && !claim.whenever(cells, subject) ? undefined : claim.then(cells, subject);
      },
    };
  });

/** A claim whose finding is what was hoped for: what was reached, in words, or `false` if it was not. */
const reaches =
  <A extends readonly unknown[]>(
    { sentence }: { readonly sentence: string },
    reached: (...at: A) => string | false,
  ) =>
  (...at: A): true | Finding => {
    const found = reached(...at);
    return found === false || { expected: sentence, found };
  };

/** The same claim, hoped for: `reached` in place of a premise and a conclusion. */
type Hope<C extends { then: (...at: never) => true | Finding }> = Omit<C, 'whenever' | 'then'> & {
  readonly reached: (...at: Parameters<C['then']>) => string | false;
};

/** Some reachable state: a witness proves that the model can do it at all. */
export const sometimes = <U, S extends Touches>({
  reached,
  ...hope
}: Hope<StateClaim<U, S>>): FiniteProperty => ({
  ...always<U, S>({ ...hope, then: reaches(hope, reached) }),
  kind: 'sometimes',
});

// --- of every transition ----------------------------------------------------------------------------------------

/** What a claim about a transition sees: who acted, the observed cells before and after, and the hint sent, if any. */
export interface Step<S extends Touches> {
  readonly label: ActionLabel;
  readonly before: View<S>;
  readonly after: View<S>;
  /** The hint that an identification sends, with the event's host CPU; `null` for other actions. */
  readonly sent: Sent | null;
  /** Whether the transition writes a cell, be it the value that was there. */
  readonly writes: (cell: Cell<unknown>) => boolean;
}

interface StepClaim<U, S extends Touches> extends Claim<U> {
  readonly observes: (subject: U, setup: Setup) => S;
  /** The transitions it is about. Left out: those that write an observed cell. */
  readonly asks?: (label: ActionLabel, subject: U) => boolean;
  readonly whenever?: (step: Step<S>, subject: U) => boolean;
  readonly then: (step: Step<S>, subject: U) => true | Finding;
}

export const stepOf =
  <S extends Touches>(view: (read: Read) => View<S>) =>
  ({ action, change, before, after }: Sight): Step<S> => ({
    label: action.label,
    before: view(before),
    after: view(after),
    sent: (change.announces as Sent | undefined) ?? null,
    writes: (cell) => change.writes.some(([written]) => written.name === cell.name),
  });

const asksOf = <U>(claim: { readonly asks?: (label: ActionLabel, subject: U) => boolean }, subject: U) => ({
  concerns: ({ label }: Action) => claim.asks?.(label, subject) ?? true,
  writersOnly: claim.asks === undefined,
});

/** A claim about every transition of the actions it asks about. */
export const step = <U, S extends Touches>(claim: StepClaim<U, S>): FiniteProperty =>
  property('step', claim, (setup, subject) => {
    const touches = claim.observes(subject, setup);
    const sees = stepOf(viewOf(touches));
    return {
      is: 'step',
      subject: nameOfSubject(subject),
      touches: cellsIn(touches),
      ...asksOf(claim, subject),
      ask: (sight) => {
        const seen = sees(sight);
        return claim.whenever && !claim.whenever(seen, subject) ? undefined : claim.then(seen, subject);
      },
      observer: null,
    };
  });

/** Some transition: a witness proves that the model can do it at all. */
export const sometimesStep = <U, S extends Touches>({
  reached,
  ...hope
}: Hope<StepClaim<U, S>>): FiniteProperty => ({
  ...step<U, S>({ ...hope, then: reaches(hope, reached) }),
  kind: 'sometimes',
});

// --- of every run -----------------------------------------------------------------------------------------------

/**
 * What a property remembers of the run so far: named parts, and how each transition that it watches rewrites them.
 * Every part is a cell of its own, so that an explorer looks only at what matters to a step.
 */
export interface Memory<U, S extends Touches, M extends Readonly<Record<string, unknown>>> {
  /** Names the memory: claims that share it are decided together. */
  readonly name: string;
  /** Every part, as it is at first. */
  readonly initial: (subject: U) => M;
  readonly observes: (subject: U, setup: Setup) => S;
  /** The transitions that may rewrite it. Left out: those that write an observed cell. */
  readonly watches?: (label: ActionLabel, subject: U, setup: Setup) => boolean;
  /** The parts that the step changes. */
  readonly next: (memory: M, step: Step<S>, subject: U) => Partial<M>;
  /**
   * In a right machine the memory is a function of the state. Such memories are decided together, in one
   * exploration: they make it no larger. (Where they do, the machine is wrong, and it is only slower.)
   */
  readonly addsNoState?: true;
}

type Parts = Readonly<Record<string, unknown>>;

const nameOfMemory = <U>({ name }: { readonly name: string }, subject: U): string =>
  `${name}(${nameOfSubject(subject)})`;

/** The cells of a memory, by part. */
const cellsOfMemory = <U, S extends Touches, M extends Parts>(memory: Memory<U, S, M>, subject: U) => {
  // They ride with the cells of the source that it is about.
  const { source: cluster = null, vm } = subject as { readonly source?: string; readonly vm?: Vm };
  const cellOf = (part: string): Cell<unknown> => ({
    name: `${nameOfMemory(memory, subject)}: ${part}`,
    kind: memory.name,
    owner: vm?.id ?? null,
    cluster,
  });
  return Object.fromEntries(Object.keys(memory.initial(subject)).map((part) => [part, cellOf(part)]));
};

const watching = <U, S extends Touches, M extends Parts>(
  memory: Memory<U, S, M>,
  subject: U,
  setup: Setup,
): Observer => {
  const touches = memory.observes(subject, setup);
  const observed = new Set(cellsIn(touches).map((cell) => cell.name));
  const sees = stepOf(viewOf(touches));
  const cells = cellsOfMemory(memory, subject);
  const remembers = viewOf(cells);
  const { watches } = memory;
  return {
    name: nameOfMemory(memory, subject),
    cells: Object.values(cells),
    initial: new Map(
      Object.entries(memory.initial(subject)).map(([part, value]) => [cells[part]!.name, value]),
    ),
    touches: cellsIn(touches),
    addsNoState: memory.addsNoState ?? false,
    concerns: (action) =>
      watches
        ? watches(action.label, subject, setup)
        : action.touches.some((cell) => observed.has(cell.name)),
    advance: (sight) => {
      if (!watches && !sight.change.writes.some(([cell]) => observed.has(cell.name))) return [];
      const changed = memory.next(remembers(sight.before) as M, sees(sight), subject);
      return Object.entries(changed).map(([part, value]) => [cells[part]!, value] as const);
    },
  };
};

interface HistoryClaim<U, R extends Touches, M extends Parts, S extends Touches> extends Claim<U> {
  readonly remembers: Memory<U, R, M>;
  readonly observes: (subject: U, setup: Setup) => S;
  readonly asks: (label: ActionLabel, subject: U) => boolean;
  readonly whenever?: (memory: M, step: Step<S>, subject: U) => boolean;
  readonly then: (memory: M, step: Step<S>, subject: U) => true | Finding;
}

/** A claim about every run: a transition is judged by what is remembered of the run before it. */
export const history = <U, R extends Touches, M extends Parts, S extends Touches>(
  claim: HistoryClaim<U, R, M, S>,
): FiniteProperty => property('history', claim, (setup, subject) => historyQuestion(claim, setup, subject));

const historyQuestion = <U, R extends Touches, M extends Parts, S extends Touches>(
  claim: HistoryClaim<U, R, M, S>,
  setup: Setup,
  subject: U,
): StepQuestion => {
  const observer = watching(claim.remembers, subject, setup);
  const touches = claim.observes(subject, setup);
  const sees = stepOf(viewOf(touches));
  const remembers = viewOf(cellsOfMemory(claim.remembers, subject));
  return {
    is: 'step',
    subject: nameOfSubject(subject),
    touches: [...cellsIn(touches), ...observer.cells],
    concerns: ({ label }) => claim.asks(label, subject),
    writersOnly: false,
    ask: (sight) => {
      const seen = sees(sight);
      const memory = remembers(sight.before) as M;
      return claim.whenever && !claim.whenever(memory, seen, subject)
        ? undefined
        : claim.then(memory, seen, subject);
    },
    observer,
  };
};

/** Some run: a transition is reached after a certain past. */
export const sometimesAfter = <U, R extends Touches, M extends Parts, S extends Touches>({
  reached,
  ...hope
}: Hope<HistoryClaim<U, R, M, S>>): FiniteProperty => ({
  ...history<U, R, M, S>({ ...hope, then: reaches(hope, reached) }),
  kind: 'sometimes',
});

// --- of every action --------------------------------------------------------------------------------------------

interface IsolationClaim extends Omit<Claim<null>, 'each'> {
  /** Whether an action has no business with a cell. */
  readonly crosses: (action: Action, cell: Cell<unknown>) => boolean;
}

/** A claim about the cells that every enabled action reads and writes. */
export const isolation = (claim: IsolationClaim): FiniteProperty => {
  const whole: Claim<null> = { ...claim, each: () => [null] };
  return property('isolation', whole, () => ({
    is: 'step',
    subject: 'every VM',
    touches: [],
    concerns: () => true,
    writersOnly: false,
    ask: ({ action, change, reads }) => {
      const crosses = (cell: Cell<unknown>) => claim.crosses(action, cell);
      const written = change.writes.map(([cell]) => cell).find(crosses);
      const read = reads.find(crosses);
      if (written === undefined && read === undefined) return true;
      const does = written ? `writes ${written.name}` : `reads ${read?.name}`;
      return { expected: `only cells of ${action.owner}`, found: `${action.name} ${does}` };
    },
    observer: null,
  }));
};
