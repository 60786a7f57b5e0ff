/** Less of a graph: what is left when most of its states can't be in a fair component. */
import type { Quest } from './arena.ts';
import { part } from './part.ts';

/** A quest in a part of the graph. */
export interface Compacted {
  readonly quest: Quest;
  /** By state of the part: its number in the whole. */
  readonly stateOf: Uint32Array;
}

/**
 * The same quest among some states, `count` of them, by steps that do not pay, and that stay where `of` is the same. What
 * is enabled in a state is what was enabled there before.
 */
export const compacted = (
  { quest, stateOf }: Compacted,
  isIn: Uint8Array,
  of: Uint32Array | null,
  count: number,
): Compacted => {
  const { arena, parts } = quest;
  const { graph, words, enabled } = arena;
  const { states, first, target, label, labels } = graph;
  const stays = (edge: number, from: number): boolean => {
    const next = target[edge]!;
    return (
      isIn[next] === 1 && (parts[label[edge]!]! & part.pays) === 0 && (of === null || of[next] === of[from])
    );
  };
  const numberOf = new Uint32Array(states);
  const own = { first: new Uint32Array(count + 1), stateOf: new Uint32Array(count) };
  const ownEnabled = new Uint32Array(count * words);
  let edges = 0;
  for (let state = 0, number = 0; state < states; state++) {
    if (isIn[state] === 0) continue;
    numberOf[state] = number;
    own.stateOf[number] = stateOf[state]!;
    for (let word = 0; word < words; word++)
      ownEnabled[number * words + word] = enabled[state * words + word]!;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) if (stays(edge, state)) edges++;
    own.first[++number] = edges;
  }
  const targets = new Uint32Array(edges);
  const ownLabels = new Uint16Array(edges);
  let at = 0;
  for (let state = 0; state < states; state++) {
    if (isIn[state] === 0) continue;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      if (!stays(edge, state)) continue;
      targets[at] = numberOf[target[edge]!]!;
      ownLabels[at++] = label[edge]!;
    }
  }
  const smaller = { states: count, edges, first: own.first, target: targets, label: ownLabels, labels };
  return {
    quest: { ...quest, arena: { ...arena, graph: smaller, enabled: ownEnabled } },
    stateOf: own.stateOf,
  };
};
