/**
 * The tests that a mutant must survive: those that take the model and the properties as they are in the source, and
 * are quick. What runs the built command line never sees a mutant, and what compares two engines on one model says
 * little about that model.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [
      'test/model/**/*.test.ts',
      'test/properties/{endless-runs,examples,fairness,isolation,language,long-run,meant,observers,wrong-machines}.test.ts',
      'test/engine/counts.test.ts',
    ],
    // what a fault breaks takes longer, and the examples of the properties show it piece by piece
    exclude: ['test/model/faults.test.ts'],
    testTimeout: 60_000,
  },
});
