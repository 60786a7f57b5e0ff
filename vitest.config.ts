import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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
    testTimeout: 60_000,
    // by default a core is left free; most of these tests wait for processes that they start
    maxWorkers: '100%',
  },
});
