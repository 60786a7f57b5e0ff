/** What a command may do to the world. Only cli.ts makes one: only cli.ts prints. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Shows a line in place of the one before; `null` takes it away. Does nothing where nobody is looking. */
  readonly progress: ((line: string | null) => void) | null;
  /** Columns of standard output. */
  readonly width: number;
  /** Whether standard output and standard error show colours, unless the user says otherwise. */
  readonly color: { readonly out: boolean; readonly err: boolean };
  /** What the user says, one command after the other, until there is no more. */
  readonly commands: () => AsyncIterable<string>;
  /** From now on an interrupt is a wish to end, and this tells of it. Until then it ends the process. */
  readonly signal: () => AbortSignal;
}
