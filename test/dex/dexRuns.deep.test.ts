import { expect, test } from 'vitest';
import { runDexSeeds } from './runDexSeeds.ts';

test('default: 200 seeded runs with random faults', { timeout: 1_800_000 }, async () => {
  const figures = await runDexSeeds({ runs: 200, first: 1 });
  if (!figures) throw new Error('No anvil binary is installed for this platform, so nothing was run.');
  console.log(figures.lines.join('\n'));
  expect(figures.failed, figures.lines.join('\n')).toBe(0);
});
