import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: [
      'node_modules/**',
      '.runtime/**',
      '.stryker-tmp/**',
      'app/out/**',
      'test/browser/**',
      '**/*.deep.test.ts',
      '**/*.seeds.test.ts',
    ],
    // What opens databases and starts processes takes half a minute on a machine that is busy with other things.
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
