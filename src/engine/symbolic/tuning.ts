/** What the symbolic explorer may do when. Nothing here changes what it finds, if it finds it. */

/** How much a search for ways may cost, in nodes made. Not in seconds: the same is found on every machine. */
export interface Effort {
  /** It is never less than this. */
  readonly least: number;
  /** Nor less than this share of what was made by then. */
  readonly share: number;
}

export interface Tuning {
  /** How many nodes there is room for in the beginning, a power of two. */
  readonly first: number;
  /**
   * Up to this many, a power of two, tables grow instead of being collected. A collection forgets results, and what is
   * computed again for want of them may be much more than what it was collected for.
   */
  readonly comfortable: number;
  /** For shortest ways, layer by layer. */
  readonly layers: Effort;
  /** For any ways, where those were not found. */
  readonly chain: Effort;
}

export const usual: Tuning = {
  first: 2 ** 16,
  comfortable: 2 ** 22,
  layers: { least: 2 ** 20, share: 1 / 2 },
  chain: { least: 2 ** 18, share: 1 / 4 },
};
