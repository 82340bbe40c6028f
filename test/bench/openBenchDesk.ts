import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/Repositories.ts';
import { accountId } from '../../domain/ids.ts';
import { fileKillFile } from '../../host/fileKillFile.ts';
import { fileKillLatch } from '../../host/fileKillLatch.ts';
import { type HostedDesk, hostDesk } from '../../host/hostDesk.ts';
import { randomIds } from '../../host/randomIds.ts';
import { systemClock } from '../../host/systemClock.ts';
import { btc, eth } from '../fixtures/FakeVenue.ts';
import { defaultLimits, silentLog } from '../fixtures/openTestDesk.ts';
import type { LoopbackVenue } from './LoopbackVenue.ts';

const plenty = 1_000_000;

/** A hosted desk as it runs for a user, with limits on the number of orders that a bench does not reach. */
export async function openBenchDesk(
  database: Database,
  venue: LoopbackVenue,
): Promise<HostedDesk & { readyMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const began = performance.now();
  const hosted = await hostDesk({
    account: accountId.parse('bench'),
    mode: 'sim',
    currency: 'USDT',
    limits: {
      ...defaultLimits(),
      ...{
        instruments: [btc, eth],
        maxOpenOrders: plenty,
        maxOrdersPerMinute: plenty,
        maxRepeatedExecutions: plenty,
        runawayOrdersPerMinute: plenty,
      },
    },
    venue,
    database,
    documents: database.documents,
    reconciliation: { everySeconds: 30, foreignOrders: 'quarantine' },
    latch: fileKillLatch(join(folder, 'kill.json')),
    killFile: fileKillFile(join(folder, 'kill.jsonl')),
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
    owns: () => true,
  });
  return {
    ...hosted,
    readyMs: performance.now() - began,
    async [Symbol.asyncDispose]() {
      await hosted[Symbol.asyncDispose]();
      await venue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
