// `npm run mutate` measures the machines and the gate, `npm run mutate -- -m 'machines/order/*.ts,!machines/**/*.test.ts'`
// one folder. What was measured before is kept beside the report and asked again only where the file itself or a test
// that covers it has changed, so that slices add up to one total. `--force` asks everything anew, as after a change of
// a helper that tests share.
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
  incremental: true,
  incrementalFile: 'reports/mutation-incremental.json',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
};
