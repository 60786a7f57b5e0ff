/** Runs SPIN on the Promela model of a scope: exhaustive search with exact storage, on one core. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promelaModel, stateBits } from './promela.ts';

export interface SpinRun {
  /** Distinct reachable states, the initial one included. */
  readonly states: number;
  /** Enabled actions, summed over the states. SPIN prints eight digits: beyond 10^8 this is rounded. */
  readonly transitions: number;
  /** Wall-clock time of the search, the start and the end of its process included; not that of the compilers. */
  readonly seconds: number;
  /** User and system time of the same. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the same, in MiB. */
  readonly memoryMb: number;
}

/**
 * No partial-order reduction, no search for cycles, no compression of the state vector (it is three words), and a hash
 * table that keeps its size, which saves a word a state. Every state is stored in full: no bitstate, no hash compaction.
 * Within the noise at ten million states, so not here: -march=native, -O2, -flto, -DSFH, -DNOVSZ, -DVECTORSZ.
 */
const compilerFlags = [
  '-O3',
  '-w',
  '-DNOREDUCE',
  '-DSAFETY',
  '-DNOFAIR',
  '-DNOBOUNDCHECK',
  '-DNOCOMP',
  '-DNO_RESIZE',
];

/** SPIN is bound by the latency of its hash table; huge pages, where the kernel grants them, help it by 5 to 10 %. */
const hugePages = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

/** Numbers of states that are known, so that the hash table has the best size. Add a scope before you time it. */
const knownStates: Readonly<Record<string, number>> = {
  '1:1x1': 54,
  '1:2x1': 333,
  '1:3x1': 1_266,
  '2:2x1': 3_654,
  '3:2x1': 11_916,
  '2:1x2': 13_284,
  '1:2x2': 18_873,
  '4:2x1': 27_708,
  '2:3x1': 35_356,
  '3:3x1': 180_348,
  '2:2x2': 520_074,
  '2:2x1+1x1': 770_328,
  '2:1x1+1x2': 2_977_182,
  '2:2x1+2x1': 9_983_880,
};

/** Runs the program of its arguments, waits, and then prints a line with its wall seconds, CPU seconds and peak KiB. */
const stopwatch = `#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
int main(int argc, char **argv) {
  struct timespec a, b;
  struct rusage u;
  int status = 0;
  clock_gettime(CLOCK_MONOTONIC, &a);
  pid_t child = fork();
  if (child == 0) { execv(argv[1], argv + 1); _exit(127); }
  if (child < 0 || wait4(child, &status, 0, &u) < 0) return 126;
  clock_gettime(CLOCK_MONOTONIC, &b);
  printf("\\nstopwatch %.6f %.6f %ld\\n", b.tv_sec - a.tv_sec + (b.tv_nsec - a.tv_nsec) / 1e9,
    u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6, u.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}
`;

/** Whether both SPIN and the C compiler that it needs are installed. */
export function spinAvailable(): boolean {
  return ['spin -V', 'gcc --version'].every((line) => {
    const [program = '', ...args] = line.split(' ');
    return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  });
}

/** Generates, compiles and runs the search. Throws if a tool fails, or if the search did not reach every state. */
export function runSpin(scope: string): SpinRun {
  const model = promelaModel(scope);
  const directory = mkdtempSync(join(tmpdir(), 'hintproof-spin-'));
  try {
    writeFileSync(join(directory, 'model.pml'), model);
    writeFileSync(join(directory, 'stopwatch.c'), stopwatch);
    run(directory, 'spin', ['-a', '-o2', 'model.pml']);
    run(directory, 'gcc', [...compilerFlags, '-o', 'pan', 'pan.c']);
    run(directory, 'gcc', ['-O1', '-w', '-o', 'stopwatch', 'stopwatch.c']);
    const { log2Slots, maxDepth } = sizesFor(scope);
    const search = ['./pan', '-n', `-w${log2Slots}`, `-m${maxDepth}`];
    return parsePan(scope, run(directory, './stopwatch', search, hugePages));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * The options -w and -m. The table gets between two and four slots a state. The stack is far less deep than there are
 * states (71,000 of ten million), and SPIN touches all the memory of the limit that it is given.
 */
function sizesFor(scope: string): { log2Slots: number; maxDepth: number } {
  const known = knownStates[scope];
  // Where it is known, the number of states is 2 to the power of 0.24 to 0.53 times the bits.
  const states = known ?? 2 ** (0.5 * stateBits(scope));
  return {
    log2Slots: Math.min(28, Math.max(12, Math.ceil(Math.log2(states)) + 1)),
    maxDepth: Math.min(
      10_000_000,
      Math.max(known === undefined ? 1_000_000 : 20_000, Math.ceil(states / 20)),
    ),
  };
}

/** Reads what pan and the stopwatch printed. */
function parsePan(scope: string, output: string): SpinRun {
  const complaint = output.match(
    /.*(?:max search depth too small|search not completed|out of memory|memory limit|hash table full|DMEMLIM|VECTORSZ).*/i,
  );
  if (complaint) throw new Error(`SPIN did not search all of ${scope}: ${complaint[0].trim()}`);
  if (!/errors: 0$/m.test(output)) throw new Error(`SPIN reports an error in ${scope}:\n${output}`);
  const states = /^\s*(\S+) states, stored/m.exec(output)?.[1];
  const transitions = /^\s*(\S+) transitions/m.exec(output)?.[1];
  const cost = /^stopwatch (\S+) (\S+) (\S+)$/m.exec(output);
  if (states === undefined || transitions === undefined || cost === null) {
    throw new Error(`SPIN printed something unexpected for ${scope}:\n${output}`);
  }
  if (!/^\d+$/.test(states)) throw new Error(`SPIN rounded the number of states of ${scope}: ${states}`);
  return {
    states: Number(states),
    // SPIN counts the arrival at the initial state, too.
    transitions: Number(transitions) - 1,
    seconds: Number(cost[1]),
    cpuSeconds: Number(cost[2]),
    memoryMb: Number(cost[3]) / 1024,
  };
}

function run(directory: string, program: string, args: readonly string[], environment = {}): string {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (error) throw new Error(`cannot run ${program}: ${error.message}`);
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${signal ?? status}:\n${stdout}\n${stderr}`);
  }
  return `${stdout}\n${stderr}`;
}
