/** What a command has of the world outside. */

/** What a shell calls a process that an interrupt has ended. */
export const exitInterrupted = 130;

/** What a command may do to the world. Only cli.ts makes one: only cli.ts prints. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Shows a line in place of the one before; `null` takes it away. Does nothing where nobody is looking. */
  readonly progress: ((line: string | null) => void) | null;
  /** Takes away what is shown; `null` where that would not be looked at, but read. */
  readonly clear: (() => void) | null;
  /** Columns that reports may have: those of standard output, within reason. */
  readonly width: number;
  /** Columns that standard error has now, however few: a line of progress that is wrapped can't be taken away. */
  readonly columns: () => number;
  /** Whether standard output and standard error show colours, unless the user says otherwise. */
  readonly color: { readonly out: boolean; readonly err: boolean };
  /** What the user says, one command after the other, until there is no more. */
  readonly commands: () => AsyncIterable<string>;
  /** From now on an interrupt is a wish to end, and this tells of it. Until then it ends the process. */
  readonly signal: () => AbortSignal;
  /** Tells that nobody reads any more what is printed. */
  readonly unread: AbortSignal;
}
