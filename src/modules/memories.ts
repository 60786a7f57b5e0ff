/** The memories that a policy keeps: one frozen object for each, and not more than a limit. */
import type { Json } from '../../model/state.ts';
import { Refusal } from '../reading/refusal.ts';
import { canonicalText, clip, deepFreeze } from '../reading/values.ts';

export interface Memories {
  /** The canonical text of a memory that comes from the model. */
  readonly textOf: (memory: Json) => string;
  /** The memory with this canonical text: the same object every time. */
  readonly withText: (text: string) => Json;
}

/** Keeps memories, at most `max` distinct ones: one more is a `Refusal`. */
export const memoriesUpTo = (max: number): Memories => {
  const byText = new Map<string, Json>();
  const texts = new WeakMap<object, string>();
  const keep = (text: string): Json => {
    if (byText.size >= max)
      throw new Refusal(
        `keeps more than ${max} distinct memories; the last one: ${clip(text)}`,
        'Raise --max-memories or keep less: a memory that counts without end has no end.',
      );
    const memory: Json = deepFreeze(JSON.parse(text));
    byText.set(text, memory);
    if (typeof memory === 'object' && memory !== null) texts.set(memory, text);
    return memory;
  };
  return {
    textOf: (memory) =>
      typeof memory === 'object' && memory !== null
        ? (texts.get(memory) ?? canonicalText(memory, 'memory'))
        : JSON.stringify(memory),
    withText: (text) => {
      const known = byText.get(text);
      return known === undefined ? keep(text) : known;
    },
  };
};
