import { defineConfig } from 'vitest/config';

/** What proves at length what `npm test` proves in short; run by `npm run test:deep`. */
export default defineConfig({
  test: {
    include: ['**/*.deep.test.ts'],
    exclude: ['node_modules/**', '.runtime/**', '.stryker-tmp/**'],
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
