import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { callBoardWriter, createCallBoard, readCallBoard } from '../../src/modules/index.ts';
import { bundleOf, contextWith, deciding, directoryWith, eventWith, layout, policyFrom } from './modules.ts';

describe('a call board', () => {
  it('shows the call in progress, and none before, between and after', () => {
    const board = createCallBoard();
    const writer = callBoardWriter(board);
    expect(readCallBoard(board)).toBeNull();
    writer.enter('decide({ ', ' })');
    expect(readCallBoard(board)).toEqual({ text: 'decide({  })', calls: 1 });
    writer.add('on: "cpu0", ');
    writer.add('memory: "é…"');
    expect(readCallBoard(board)).toEqual({ text: 'decide({ on: "cpu0", memory: "é…" })', calls: 1 });
    writer.leave();
    expect(readCallBoard(board)).toBeNull();
    writer.enter('onMove()');
    expect(readCallBoard(board)).toEqual({ text: 'onMove()', calls: 2 });
  });

  it('cuts what has no room', () => {
    const board = createCallBoard();
    const writer = callBoardWriter(board);
    writer.enter('x'.repeat(100_000), ' })');
    writer.add('more');
    expect(readCallBoard(board)?.text).toMatch(/^x{16000,} }\)$/);
  });

  it('is written by the guard as the module reads', async () => {
    const board = createCallBoard();
    const policy = await policyFrom(
      deciding("({ hint: null, memory: [event.on, event.condition('vm0.vcpu0')] })"),
      contextWith(100, callBoardWriter(board)),
    );
    const calls: unknown[] = [];
    policy.decide(
      eventWith({
        condition: () => {
          calls.push(readCallBoard(board)?.text.replace(/^.*\//, ''));
          return 'ready';
        },
      }),
    );
    expect(calls).toEqual(['policy.ts: decide({ on: "cpu0" })']);
    expect(readCallBoard(board)).toBeNull();
  });
});

describe('a call that does not return', () => {
  /** Runs a module in a worker, and reads the board while it is stuck. */
  const stuckAt = async (source: string) => {
    const directory = await directoryWith({
      'worker.ts': `
        import { workerData } from 'node:worker_threads'
        import { callBoardWriter, instantiatePolicy } from ${JSON.stringify(join(process.cwd(), 'src/modules/index.ts'))}
        const { bundle, layout, board, event } = workerData
        instantiatePolicy(bundle, { layout, maxMemories: 9, board: callBoardWriter(board) })
          .decide({ ...event, condition: () => 'ready' })`,
    });
    const outfile = join(directory, 'worker.cjs');
    await build({
      entryPoints: [join(directory, 'worker.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      external: ['esbuild'],
      logLevel: 'silent',
    });
    const board = createCallBoard();
    const { condition: _, ...event } = eventWith();
    const worker = new Worker(outfile, {
      workerData: { bundle: await bundleOf(source), layout, board, event },
    });
    await once(worker, 'online');
    while (readCallBoard(board) === null) await sleep(5);
    await sleep(50);
    const text = readCallBoard(board)?.text.replace(/^.*\//, '');
    await worker.terminate();
    return text;
  };

  it('is named, with what it read', async () => {
    expect(await stuckAt(deciding('{ event.route; for (;;); }'))).toBe(
      'policy.ts: decide({ route: "vm0.vcpu1" })',
    );
  });

  it('is named while the module loads, too', async () => {
    expect(await stuckAt(`for (;;);\n${deciding('0')}`)).toBe('policy.ts: while loading');
  });
});
