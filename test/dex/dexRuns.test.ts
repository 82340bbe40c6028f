import { expect, test } from 'vitest';
import { runDexSeeds } from './runDexSeeds.ts';

const figures = await runDexSeeds({ runs: 4, first: 1 });

test.skipIf(!figures)(
  'default: seeded orders under faults lose nothing (skipped where no anvil is installed)',
  () => {
    expect(figures?.failed, figures?.lines.join('\n')).toBe(0);
    expect(figures?.filled).toBeGreaterThan(0);
  },
);
