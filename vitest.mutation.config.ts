import { defineConfig } from 'vitest/config';

/** What `npm run mutate` measures: the tests beside the machines, and the document that is printed from them. */
export default defineConfig({
  test: {
    include: ['machines/**/*.test.ts', 'docs/generate.test.ts'],
    exclude: ['node_modules/**', '.runtime/**', '**/*.deep.test.ts'],
    testTimeout: 30_000,
    // Every mutant gets a worker of its own; its test files then share one, since starting one for each of them is what
    // most of the time would go into.
    isolate: false,
  },
});
