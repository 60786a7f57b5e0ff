/** A user's policy as the model sees it: a `Policy` whose functions are guarded. */
import type { Decision, Identification, Move, Policy } from '../../model/policies/policy.ts';
import type { Condition, Json } from '../../model/state.ts';
import type { Layout, VcpuId } from '../../model/topology.ts';
import { vmIdOf } from '../../model/topology.ts';
import { UserError } from '../errors.ts';
import { Refusal } from '../reading/refusal.ts';
import { canonicalText, clip, show } from '../reading/values.ts';
import type { Vcpus } from './answers.ts';
import { decisionFields, idsIn, refusePromise, setText, vcpusOf } from './answers.ts';
import { asked, whileRead } from './asked.ts';
import type { Bundle } from './bundle.ts';
import type { Call } from './call.ts';
import { openCall } from './call.ts';
import type { CallBoardWriter } from './call-board.ts';
import { decodePolicy } from './definition.ts';
import type { Loaded } from './load.ts';
import { load } from './load.ts';
import type { Memories } from './memories.ts';
import { memoriesUpTo } from './memories.ts';
import type { Input } from './realm.ts';

/** What an instance of a module is held to. */
export interface InstanceContext {
  readonly layout: Layout;
  /** How many distinct memories a policy may keep, its initial one included. */
  readonly maxMemories: number;
  /** Where to note the call in progress. */
  readonly board?: CallBoardWriter;
}

interface Instance extends Loaded<ReturnType<typeof decodePolicy>> {
  readonly vcpus: Vcpus;
  readonly memories: Memories;
  /** One for each of the two times that a call is made. */
  readonly inputs: readonly [Input<Identification<unknown>>, Input<Identification<unknown>>];
}

/** A copy of a memory made for one evaluation: what comes back unchanged need not be looked into. */
interface Handed {
  readonly copy: unknown;
  readonly text: string;
}

const textOfReturned = (memory: unknown, handed: Handed | null): string =>
  handed !== null && memory === handed.copy
    ? handed.text
    : canonicalText(memory, 'returned a memory: memory');

/** `condition(v)` for a module; who asks about another VM learns nothing. */
const conditionOf = (call: Call, vcpus: Vcpus, event: Identification) => {
  const known = new Map<VcpuId, Condition>();
  return (vcpu: unknown): Condition =>
    call.read(() => {
      const vm = vmIdOf(event.source);
      if (!vcpus.has(vcpu) || vmIdOf(vcpu) !== vm)
        throw new Refusal(`asks for the condition of ${show(vcpu)}, no VCPU of ${vm}`, vcpus.near(null, vm));
      const before = known.get(vcpu);
      if (before !== undefined) return before;
      const condition = event.condition(vcpu);
      known.set(vcpu, condition);
      call.note(`condition(${vcpu}): "${condition}"`);
      return condition;
    });
};

const decisionOf = (instance: Instance, event: Identification, returned: unknown, handed: Handed | null) => {
  const { vcpus, memories } = instance;
  const fields = decisionFields(returned);
  const accepts = {
    as: 'its hint',
    remedy: 'A hint is null or an array of VCPU ids.',
    has: vcpus.has,
    near: (id: unknown) => vcpus.near(id, vmIdOf(event.source)),
  };
  const hint = fields.hint === null ? null : idsIn(fields.hint, accepts);
  const memoryText = textOfReturned(fields.memory, handed);
  const text = `{"hint":${hint === null ? 'null' : setText(hint)},"memory":${memoryText}}`;
  return { text, value: { hint, memory: memories.withText(memoryText) } };
};

/** What a module reads of an event while it decides; the memory, as its canonical text. */
const eventReads = ({ vcpus, memories }: Instance, call: Call, event: Identification) => ({
  on: asked(call, 'on', () => event.on),
  source: asked(call, 'source', () => event.source),
  memory: asked(call, 'memory', () => memories.textOf(event.memory), clip),
  mappedHere: asked(call, 'mappedHere', () => event.mappedHere),
  route: asked(call, 'route', () => event.route),
  condition: conditionOf(call, vcpus, event),
});

const decide = (instance: Instance, event: Identification): Decision => {
  const { realm, definition, inputs } = instance;
  const call = openCall(instance, 'decide({ ', ' })');
  const reads = eventReads(instance, call, event);
  return call.twice((time) => {
    let handed: Handed | null = null;
    const memory = () => {
      const text = reads.memory();
      handed = { copy: realm.parse(text), text };
      return handed.copy;
    };
    const mappedHere = () => realm.list(reads.mappedHere());
    return whileRead(inputs[time], { ...reads, memory, mappedHere }, (input) =>
      decisionOf(instance, event, definition.decide(input), handed),
    );
  });
};

type OnMove = NonNullable<Instance['definition']['onMove']>;

const onMove = (instance: Instance, ask: OnMove, memory: Json, move: Move): Json => {
  const { realm, memories } = instance;
  const memoryText = memories.textOf(memory);
  const moveText = JSON.stringify({ vcpu: move.vcpu, from: move.from, to: move.to });
  const call = openCall(instance, `onMove(${clip(memoryText)}, ${moveText}`, ')');
  return call.twice(() => {
    const handed = { copy: realm.parse(memoryText), text: memoryText };
    const returned = ask(handed.copy, realm.parse(moveText));
    refusePromise(returned);
    if (returned === undefined)
      throw new Refusal('returned undefined', 'Return a memory; to keep it, return the one it got.');
    const text = textOfReturned(returned, handed);
    return { text, value: memories.withText(text) };
  });
};

const initialIn = (bundle: Bundle, { definition, memories }: Instance): Json => {
  try {
    return memories.withText(definition.initial);
  } catch (error) {
    throw error instanceof Refusal ? new UserError(bundle.file, error.found, error.remedy) : error;
  }
};

/**
 * A fresh instance of a user's policy: nothing that another instance remembers in its module is seen in this one.
 * It is named as the user named it. Its functions get frozen data, are called twice, and their answers are decoded.
 *
 * @throws {UserError} if the module can't be loaded, or its default export is no policy. The functions of the
 *   instance throw one for a mistake of the module's; it names the file, the call, and the arguments it read.
 */
export const instantiatePolicy = (bundle: Bundle, context: InstanceContext): Policy => {
  const loaded = load(bundle, context.board, decodePolicy);
  const { summary, claims, makesVacuous, onMove: ask } = loaded.definition;
  const memories = memoriesUpTo(context.maxMemories);
  const inputs = [loaded.realm.identification(), loaded.realm.identification()] as const;
  const instance: Instance = { ...loaded, memories, inputs, vcpus: vcpusOf(context.layout) };
  return {
    name: bundle.file,
    ...(summary === undefined ? {} : { summary }),
    claims,
    makesVacuous,
    initial: initialIn(bundle, instance),
    decide: (event) => decide(instance, event),
    ...(ask === undefined ? {} : { onMove: (memory, move) => onMove(instance, ask, memory, move) }),
  };
};
