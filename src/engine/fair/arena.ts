/** A reachable graph, prepared for questions about its fair runs. */
import type { Graph } from '../graph.ts';
import type { Meaning } from './marks.ts';
import { part } from './part.ts';

const wordBits = 32;

/** Sets of families are rows of `words` numbers. */
export interface Arena {
  readonly graph: Graph;
  readonly words: number;
  /** By label, in rows: the families that the step belongs to. */
  readonly families: Uint32Array;
  /** By state, in rows: the families of which a step is enabled there, whatever else it does. */
  readonly enabled: Uint32Array;
  /** The weak ones, and the strong ones. */
  readonly weak: Uint32Array;
  readonly strong: Uint32Array;
}

/** The arena of one question: what each label is to it. */
export interface Quest {
  readonly arena: Arena;
  /** By label: what the step is to the question, as bits. */
  readonly parts: Uint8Array;
  readonly owesAtOnce: boolean;
  /** The parts that must recur in a loop, added up. */
  readonly recurring: number;
}

const put = (row: Uint32Array, at: number, family: number): void => {
  row[at + (family >>> 5)]! |= 1 << (family & 31);
};

/** @param strengths by family */
export const arenaOf = (
  graph: Graph,
  meanings: readonly Meaning[],
  strengths: readonly ('weak' | 'strong')[],
  look: () => void,
): Arena => {
  const { states, first, label, labels } = graph;
  const words = Math.max(1, Math.ceil(strengths.length / wordBits));
  const families = new Uint32Array(labels.length * words);
  labels.forEach(({ mark }, at) => {
    for (const family of meanings[mark]!.families) put(families, at * words, family);
  });
  const enabled = new Uint32Array(states * words);
  for (let state = 0; state < states; state++) {
    if ((state & 0x3_ffff) === 0) look();
    for (let edge = first[state]!; edge < first[state + 1]!; edge++)
      for (let word = 0; word < words; word++)
        enabled[state * words + word]! |= families[label[edge]! * words + word]!;
  }
  const those = (is: 'weak' | 'strong') => {
    const row = new Uint32Array(words);
    strengths.forEach((one, family) => {
      if (one === is) put(row, 0, family);
    });
    return row;
  };
  return { graph, words, families, enabled, weak: those('weak'), strong: those('strong') };
};

/**
 * The states in which a run may owe: for whoever owes at once, all of them; else those behind a step that owes, by way
 * of steps that do not pay. `null` if no step ever owes.
 */
export const owingStates = (
  { arena: { graph }, parts, owesAtOnce }: Quest,
  look: () => void,
): Uint8Array | null => {
  const { states, first, target, label } = graph;
  if (owesAtOnce) return new Uint8Array(states).fill(1);
  if (!parts.some((one) => (one & part.owes) !== 0)) return null;
  const owes = new Uint8Array(states);
  const queue = new Uint32Array(states);
  let count = 0;
  const enter = (state: number): void => {
    if (owes[state] === 1) return;
    owes[state] = 1;
    queue[count++] = state;
  };
  for (let edge = 0; edge < graph.edges; edge++)
    if ((parts[label[edge]!]! & part.owes) !== 0) enter(target[edge]!);
  for (let at = 0; at < count; at++) {
    if ((at & 0x3_ffff) === 0) look();
    const state = queue[at]!;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++)
      if ((parts[label[edge]!]! & part.pays) === 0) enter(target[edge]!);
  }
  return owes;
};
