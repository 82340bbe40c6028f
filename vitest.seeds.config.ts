import { defineConfig } from 'vitest/config';

/** The simulation's seeds, alone and after the other tests of `npm test`: they keep every core busy by themselves. */
export default defineConfig({
  test: {
    include: ['**/*.seeds.test.ts'],
    exclude: ['node_modules/**', '.runtime/**', '.stryker-tmp/**'],
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
