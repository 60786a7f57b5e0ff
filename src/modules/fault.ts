/** A user's fault as the model sees it: a `Fault` whose functions are guarded. */
import { disabled } from '../../model/action.ts';
import type {
  Cells,
  Fault,
  FaultyStep,
  Outcome,
  Replaceable,
  Replacements,
} from '../../model/faults/fault.ts';
import type { Hint, Json } from '../../model/state.ts';
import { Refusal } from '../reading/refusal.ts';
import { canonicalText, clip, show } from '../reading/values.ts';
import { idsIn, vcpusOf } from './answers.ts';
import type { Bundle } from './bundle.ts';
import type { Call } from './call.ts';
import { openCall } from './call.ts';
import { decodeFault } from './definition.ts';
import type { Loaded } from './load.ts';
import { load } from './load.ts';
import { memoriesUpTo } from './memories.ts';
import type { InstanceContext } from './policy.ts';
import type { Decoder } from './written.ts';
import { decoderOf } from './written.ts';

interface Instance extends Loaded<ReturnType<typeof decodeFault>> {
  readonly decoder: Decoder;
  readonly context: InstanceContext;
}

type AnyCells = Readonly<Record<string, (...ids: readonly string[]) => unknown>>;
type AnyStep = FaultyStep<Replaceable>;

/** The cells as the module sees them; every one that it reads is named in errors. */
const cellsFor = (
  { decoder, realm }: Instance,
  note: (argument: string) => void,
  call: Call,
  step: AnyStep,
): AnyCells =>
  Object.fromEntries(
    decoder.kinds.map((kind) => [
      kind,
      (...given: readonly unknown[]) =>
        call.read(() => {
          const ids = decoder.idsIn(kind, given);
          const text = JSON.stringify((step.cells as unknown as AnyCells)[kind]!(...ids));
          note(`${kind}(${ids.join(', ')}): ${clip(text)}`);
          return realm.parse(text);
        }),
    ]),
  );

/** What the module gives in place of some cells, for the right machine to read. */
const insteadOf = ({ decoder, realm }: Instance, given: unknown): Partial<Cells> => {
  if (typeof given !== 'object' || given === null)
    throw new Refusal(
      `calls sound(${show(given)})`,
      'It takes functions by kind of cell: sound({ busy: () => false }).',
    );
  const functions = Object.entries(given as AnyCells).map(([kind, read]) => {
    if (!decoder.kinds.includes(kind))
      throw new Refusal(
        `calls sound with ${show(kind)}, no kind of cell`,
        `There are ${decoder.kinds.join(', ')}.`,
      );
    if (typeof read !== 'function')
      throw new Refusal(
        `calls sound with ${show(read)} for '${kind}'`,
        'Give a function from ids to the value.',
      );
    return [
      kind,
      (...ids: readonly string[]) =>
        decoder.value(kind, ids, read(...(realm.list(ids) as readonly string[]))),
    ] as const;
  });
  return Object.fromEntries(functions) as Partial<Cells>;
};

/** The step as the module sees it. */
const stepFor = (
  instance: Instance,
  note: (argument: string) => void,
  call: Call,
  step: AnyStep,
): unknown => {
  const { realm, decoder, context } = instance;
  const { cells: _, sound, choices, ...data } = step;
  const vcpus = vcpusOf(context.layout);
  const hintIn = (hint: unknown): Hint =>
    hint === null
      ? null
      : idsIn(hint, {
          as: 'a hint',
          remedy: 'A hint is null or an array of VCPU ids.',
          has: vcpus.has,
          near: (id) => vcpus.near(id, step.vm.id),
        });
  return Object.freeze({
    ...(realm.parse(JSON.stringify(data)) as object),
    cells: Object.freeze(cellsFor(instance, note, call, step)),
    choices: (hint: unknown) => call.read(() => realm.list(choices(hintIn(hint)))),
    sound: (instead?: unknown) =>
      call.read(() => {
        const outcome = sound(instead === undefined ? {} : insteadOf({ ...instance, decoder }, instead));
        return outcome === disabled ? disabled : realm.parse(JSON.stringify(outcome));
      }),
  });
};

const replaced =
  (instance: Instance, kind: Replaceable) =>
  (step: AnyStep): Outcome => {
    const { cells: _, sound: __, choices: ___, vm, vms: ____, cpus: _____, ...parameters } = step;
    const named = Object.entries({ ...(kind === 'reset' ? { vm: vm.id } : {}), ...parameters });
    const call = openCall(
      instance,
      `next.${kind}({ ${named.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')} }`,
      ')',
    );
    const next = instance.definition.next[kind]!;
    const noted = new Set<string>();
    const note = (argument: string): void => {
      if (!noted.has(argument)) call.note(noted.size === 0 ? `; ${argument}` : argument);
      noted.add(argument);
    };
    return call.twice(() => instance.decoder.outcome(next(stepFor(instance, note, call, step))));
  };

/**
 * A fresh instance of a user's fault, named as the user named it. Its functions get frozen data, are called twice, and what
 * they write is decoded.
 *
 * @throws {UserError} if the module can't be loaded, or its default export is no fault. The functions of the instance
 *   throw one for a mistake of the module's; it names the file, the action, and the cells that it read.
 */
export const instantiateFault = (bundle: Bundle, context: InstanceContext): Fault => {
  const loaded = load(bundle, context.board, decodeFault);
  const { summary, source, caughtBy, shows, initial, next } = loaded.definition;
  const memories = memoriesUpTo(context.maxMemories);
  const keep = (value: Json): Json => memories.withText(canonicalText(value, 'what it keeps'));
  const decoder = decoderOf(context.layout, keep, initial !== undefined);
  const instance: Instance = { ...loaded, decoder, context };
  const kinds = Object.keys(next) as readonly Replaceable[];
  return {
    name: bundle.file,
    summary,
    source,
    caughtBy,
    shows,
    ...(initial === undefined ? {} : { initial: memories.withText(initial) }),
    next: Object.fromEntries(kinds.map((kind) => [kind, replaced(instance, kind)])) as Replacements,
  };
};
