/** How the model and the properties are mutated: `npm run mutate`. docs/mutation.md says why it is done this way. */
export default {
  mutate: ['model/**/*.ts', '!model/faults/**', 'model/faults/replace.ts', 'properties/**/*.ts'],
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/words.mjs'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  ignorers: ['words'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 10_000,
  ignorePatterns: ['/dist', '/docs', '/reports', '*.tgz'],
  tempDirName: '.stryker-tmp',
  reporters: ['json', 'html', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation.html' },
};
