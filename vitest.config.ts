import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Vitest begins with the largest files. One that is short and takes minutes would run alone at the end. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) => /transcripts|packaging|looks/.test(moduleId);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  resolve: {
    alias: {
      'hintproof/vitest': fileURLToPath(new URL('./src/vitest.ts', import.meta.url)),
      hintproof: fileURLToPath(new URL('./src/index.ts', import.meta.url)),
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    // the command line and the worker thread are tested as they are built
    globalSetup: 'test/global-setup.mjs',
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    // by default a core is left free; most of these tests wait for processes that they start
    maxWorkers: '100%',
  },
});
