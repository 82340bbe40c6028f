import { expect, test } from 'vitest';
import { whyNoPostgres } from '../fixtures/startPostgres.ts';
import { brokenIn, simulateOnEmbedded, simulateOnPostgres } from './testing/simulateOnDatabases.ts';

const seeds = Array.from({ length: 15 }, (_, index) => 4 + index);

test('default', async () => {
  // What runs in memory overtakes a commit that takes longer, so that only the invariants are the same as in memory.
  expect(brokenIn(await simulateOnEmbedded(seeds))).toEqual([]);
});

const reason = whyNoPostgres();
test.skipIf(reason !== null)(
  `behavior: the same on a PostgreSQL server${reason ? ` (skipped: ${reason})` : ''}`,
  async () => {
    expect(brokenIn(await simulateOnPostgres(seeds))).toEqual([]);
  },
);
