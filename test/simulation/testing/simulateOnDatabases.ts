import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../db/openDatabase.ts';
import { startPostgres } from '../../fixtures/startPostgres.ts';
import { outsideDatabase } from '../desk/outsideDatabase.ts';
import { makePlan } from '../makePlan.ts';
import { type RunResult, runPlan } from '../runPlan.ts';

const steps = 40;

/** Runs seeds each on an embedded database of its own. */
export async function simulateOnEmbedded(seeds: readonly number[]): Promise<RunResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-simulation-'));
  try {
    return await simulateOn(seeds, async (seed) => ({ folder: join(folder, String(seed)) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs seeds on a PostgreSQL server, each in a database of its own. */
export async function simulateOnPostgres(seeds: readonly number[]): Promise<RunResult[]> {
  await using server = await startPostgres();
  return await simulateOn(seeds, async () => ({ url: await server.createDatabase(), folder: '' }));
}

/** What runs broke, told so that a failed comparison shows how it came to it. */
export function brokenIn(results: readonly RunResult[]): string[] {
  return results.flatMap(({ seed, violations, trace }) =>
    violations.map(
      ({ step, invariant, detail }) =>
        `seed ${seed}, step ${step}: ${invariant}: ${detail}\n${trace.join('\n')}`,
    ),
  );
}

async function simulateOn(
  seeds: readonly number[],
  where: (seed: number) => Promise<{ url?: string; folder: string }>,
): Promise<RunResult[]> {
  const results: RunResult[] = [];
  for (const seed of seeds) {
    const database = await openDatabase(await where(seed));
    try {
      results.push(await runPlan(seed, makePlan(seed, steps), outsideDatabase(database)));
    } finally {
      await database.close();
    }
  }
  return results;
}
