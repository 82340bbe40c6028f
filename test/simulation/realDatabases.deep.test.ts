import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../db/openDatabase.ts';
import { startPostgres, whyNoPostgres } from '../fixtures/startPostgres.ts';
import { outsideDatabase } from './desk/outsideDatabase.ts';
import { makePlan } from './makePlan.ts';
import { runPlan } from './runPlan.ts';

const seeds = [1, 2, 3, 4, 5, 6];
const steps = 40;

type Where = { url?: string; folder: string };

/** Runs the seeds on a real database; answers their journals. */
async function simulateOn(where: (seed: number) => Promise<Where>): Promise<string[]> {
  const journals: string[] = [];
  for (const seed of seeds) {
    const database = await openDatabase(await where(seed));
    try {
      const result = await runPlan(seed, makePlan(seed, steps), outsideDatabase(database));
      const { violations, trace } = result;
      expect({ seed, violations, trace: violations.length > 0 ? trace : [] }).toEqual({
        ...{ seed, violations: [], trace: [] },
      });
      journals.push(result.journalHash);
    } finally {
      await database.close();
    }
  }
  return journals;
}

test('default', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-simulation-'));
  try {
    const journals = await simulateOn(async (seed) => ({ folder: join(folder, String(seed)) }));
    // One session works through everything in order, as memory does: the books come out the same to the byte.
    const inMemory = await Promise.all(seeds.map((seed) => runPlan(seed, makePlan(seed, steps))));
    expect(journals).toEqual(inMemory.map(({ journalHash }) => journalHash));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const reason = whyNoPostgres();
test.skipIf(reason !== null)(
  `behavior: the same on a PostgreSQL server${reason ? ` (skipped: ${reason})` : ''}`,
  async () => {
    await using server = await startPostgres();
    // Several sessions overtake each other, so that only the invariants are the same.
    await simulateOn(async () => ({ url: await server.createDatabase(), folder: '' }));
  },
);
