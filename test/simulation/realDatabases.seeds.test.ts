import { expect, test } from 'vitest';
import { whyNoPostgres } from '../fixtures/startPostgres.ts';
import {
  brokenIn,
  simulateInMemory,
  simulateOnEmbedded,
  simulateOnPostgres,
} from './testing/simulateOnDatabases.ts';

const seeds = [1, 2, 3];

test('default', async () => {
  const results = await simulateOnEmbedded(seeds);
  expect(brokenIn(results)).toEqual([]);
  // One session works through everything in order, as memory does: the books come out the same to the byte.
  const hashes = (runs: typeof results) => runs.map(({ journalHash }) => journalHash);
  expect(hashes(results)).toEqual(hashes(await simulateInMemory(seeds)));
});

const reason = whyNoPostgres();
test.skipIf(reason !== null)(
  `behavior: the same on a PostgreSQL server${reason ? ` (skipped: ${reason})` : ''}`,
  async () => {
    // Several sessions overtake each other, so that only the invariants are the same.
    expect(brokenIn(await simulateOnPostgres(seeds))).toEqual([]);
  },
);
