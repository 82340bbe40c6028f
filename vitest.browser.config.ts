import { defineConfig } from 'vitest/config';

/** Tests with a real browser against the built page; run after `npm test` has built it and found a browser. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    provide: { browser: process.env.TEST_BROWSER ?? '' },
    testTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
