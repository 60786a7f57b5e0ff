/** A model's reachable graph, every transition an edge of its own: what cycles and components are looked for in. */

/** What is told of an edge: its action, by its place in the model, and the mark that it was given. */
export interface Label {
  readonly action: number;
  readonly mark: number;
}

/** Compressed sparse rows: state `s` has the edges `first[s] … first[s + 1] - 1`. State 0 is the initial one. */
export interface Graph {
  readonly states: number;
  /** As many as there are transitions: some may be parallel, or lead back to where they began. */
  readonly edges: number;
  readonly first: Uint32Array;
  /** By edge: the state that it leads to. */
  readonly target: Uint32Array;
  /** By edge: which of `labels` it has. */
  readonly label: Uint16Array | Uint32Array;
  readonly labels: readonly Label[];
}
