#!/usr/bin/env node
/** The command line: the only file that prints or exits. What takes time to load is loaded by the command that needs it. */
import { Command, CommanderError } from 'commander';
import { withCarets } from './cli/caret.ts';
import { commandsFrom } from './cli/commands.ts';
import type { CheckFlags, CompareFlags, FaultsFlags, ReplayFlags, TraceFlags } from './cli/flags.ts';
import {
  addCheckFlags,
  addCompareFlags,
  addFaultsFlags,
  addReplayFlags,
  addTraceFlags,
} from './cli/flags.ts';
import type { Terminal } from './cli/terminal.ts';
import { exitInterrupted } from './cli/terminal.ts';
import { UserError } from './errors.ts';
import { version } from './version.ts';

const widthMax = 110;
const widthMin = 64;
const exitUsage = 2;
const exitDefect = 70;

/** Whoever reads us may stop reading; that is no error. Anything else that keeps us from writing is. */
const tolerateClosedPipe = (): AbortSignal => {
  const unread = new AbortController();
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return unread.abort();
      if (stream === process.stdout)
        process.stderr.write(`standard output can't be written: ${error.code}\n`);
      process.exitCode = exitUsage;
    });
  return unread.signal;
};

/** The first interrupt asks for an end, the second one makes it. */
const interruptible = (): AbortSignal => {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(exitInterrupted);
    controller.abort();
  });
  return controller.signal;
};

/** `isTTY` is `undefined` on a pipe, whatever its type says. */
const showsColor = (stream: NodeJS.WriteStream): boolean =>
  !process.env.NO_COLOR &&
  (Boolean(process.env.FORCE_COLOR) || (Boolean(stream.isTTY) && process.env.TERM !== 'dumb'));

/** As `tsc --watch` does it: the screen, and what was scrolled away. */
const clear = '\x1b[2J\x1b[3J\x1b[H';

const unread = tolerateClosedPipe();

const terminalOf = (): Terminal => ({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  progress: process.stderr.isTTY ? (line) => process.stderr.write(`\r\x1b[2K${line ?? ''}`) : null,
  clear: process.stdout.isTTY && process.env.TERM !== 'dumb' ? () => void process.stdout.write(clear) : null,
  width: Math.max(widthMin, Math.min(widthMax, process.stdout.columns ?? process.stderr.columns ?? widthMax)),
  columns: () => Math.min(widthMax, process.stderr.columns || widthMax),
  color: { out: showsColor(process.stdout), err: showsColor(process.stderr) },
  commands: () => commandsFrom({ input: process.stdin, output: process.stdout }),
  signal: interruptible,
  unread,
});

const programOf = (): Command => {
  const program = new Command('hintproof')
    .description('Proves or breaks policies that hint virtual device interrupts.')
    .version(version, '--version', 'the version')
    .helpOption('-h, --help', 'this help')
    .helpCommand(false)
    // Every command has options; to say so of each would leave no room to say what it does.
    .configureHelp({
      subcommandTerm: (command) => `${command.name()} ${command.usage().replace('[options] ', '')}`,
    })
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'hintproof: ')) });

  const check = program
    .command('check [policy...]')
    .description(
      "every property of the contracts that a policy claims: a built-in's name, or the path of a module",
    );
  addCheckFlags(check).action(async (policies: readonly string[], flags: CheckFlags) => {
    const { checkCommand } = await import('./cli/check.ts');
    process.exitCode = await checkCommand(policies, flags, terminalOf());
  });

  const compare = program
    .command('compare <baseline> <candidate>')
    .description(
      'what a change of the policy breaks and mends, where the two behave differently, and what it costs',
    );
  addCompareFlags(compare).action(async (baseline: string, candidate: string, flags: CompareFlags) => {
    const { compareCommand } = await import('./cli/compare.ts');
    process.exitCode = await compareCommand(baseline, candidate, flags, terminalOf());
  });

  const faults = program
    .command('faults [fault...]')
    .description(
      'puts faults into the machine, and says which properties catch them: all, or those that are named',
    );
  addFaultsFlags(faults).action(async (names: readonly string[], flags: FaultsFlags) => {
    const { faultsCommand } = await import('./cli/faults.ts');
    process.exitCode = await faultsCommand(names, flags, terminalOf());
  });

  const trace = program
    .command('trace [what] [policy]')
    .description(
      'a shortest trace to a violation of a property, to a witness, or with --to to a state in which a condition is true',
    );
  addTraceFlags(trace).action(
    async (what: string | undefined, policy: string | undefined, flags: TraceFlags) => {
      const { traceCommand } = await import('./cli/trace.ts');
      const words = [what, policy].filter((word) => word !== undefined);
      process.exitCode = await traceCommand(words, flags, terminalOf());
    },
  );

  const replay = program
    .command('replay <file>')
    .description('runs a trace file again, and says whether it still leads there');
  addReplayFlags(replay).action(async (file: string, flags: ReplayFlags) => {
    const { replayCommand } = await import('./cli/replay.ts');
    process.exitCode = await replayCommand(file, flags, terminalOf());
  });

  program
    .command('init [directory]')
    .description('writes a policy, a configuration and tests to start from; never over what is there')
    .action(async (directory?: string) => {
      const { initCommand } = await import('./cli/init.ts');
      process.exitCode = await initCommand(directory ?? '.', terminalOf());
    });
  return program;
};

/** A user's mistake gets its message. What is neither that nor help is our own mistake. */
const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitUsage;
  if (error instanceof UserError) {
    process.stderr.write(
      `${withCarets(error.message, process.stderr.columns || Number.POSITIVE_INFINITY)}\n`,
    );
    return exitUsage;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`This is a defect of hintproof ${version}; please report it.\n${stack}\n`);
  return exitDefect;
};

try {
  await programOf().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
