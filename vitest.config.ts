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
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
