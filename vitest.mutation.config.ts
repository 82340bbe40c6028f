import { defineConfig } from 'vitest/config';

/** What `npm run mutate` measures: the tests beside the machines, and the document that is printed from them. */
export default defineConfig({
  test: {
    include: ['machines/**/*.test.ts', 'docs/generate.test.ts'],
    exclude: ['node_modules/**', '.runtime/**', '**/*.deep.test.ts'],
    testTimeout: 30_000,
  },
});
