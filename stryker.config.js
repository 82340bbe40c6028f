/** `npm run mutate` measures the machines and the gate; `npm run mutate -- -m 'machines/order/*.ts'` one folder. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: true },
  plugins: ['@stryker-mutator/vitest-runner', './scripts/ignoreTexts.js'],
  ignorers: ['texts'],
  // It would be rewritten by means that the native compiler does not have; no tsconfig is needed to strip types.
  tsconfigFile: 'none',
  // Helpers of the gate's tests are no part of it.
  mutate: ['machines/**/*.ts', '!machines/**/*.test.ts', '!machines/risk/test*.ts'],
  ignorePatterns: ['.runtime', 'app/out', 'app/.next', 'models', 'reports'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
};
