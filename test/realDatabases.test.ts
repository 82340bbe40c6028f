import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../db/openDatabase.ts';
import { verifyJournal } from '../db/verifyJournal.ts';
import { decideProposal } from '../desk/decideProposal.ts';
import { proposeOrder } from '../desk/proposeOrder.ts';
import { readPortfolio } from '../desk/read/readPortfolio.ts';
import { decimal } from '../domain/decimal.ts';
import { instrumentId } from '../domain/ids.ts';
import { openTestDesk, until } from './fixtures/openTestDesk.ts';
import { approver, operator } from './fixtures/proposalFixtures.ts';
import { startPostgres, whyNoPostgres } from './fixtures/startPostgres.ts';

const btc = instrumentId.parse('BTC/USDT');

/** Buys with a stop, closes everything, opens it all again, and compares. */
async function tradeAndReopen(where: { url?: string; folder: string }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  try {
    const before = await withDesk(where, folder, async (desk) => {
      const quote = await until('a quote', async () => desk.market.quote(btc));
      const stop = decimal(quote.bid).times('0.98').toFixed(2);
      const proposed = await proposeOrder(desk, {
        request: { instrument: btc, side: 'buy', type: 'market', notional: '500', stop },
        actor: operator,
        origin: 'operator',
      });
      if (proposed.kind !== 'proposed') throw new Error(JSON.stringify(proposed));
      const { id: proposal, revision, hash } = proposed.proposal;
      const command = { decision: 'approve', revision, hash, idempotencyKey: 'real-databases' } as const;
      await decideProposal(desk, { proposal, actor: approver, command });
      return until('a protected position', async () => {
        const { positions } = await readPortfolio(desk);
        return positions[0]?.protection === 'protected' && positions[0];
      });
    });
    const after = await withDesk(where, folder, async (desk) => {
      const report = await verifyJournal(desk.database.read.journal, null);
      expect(report.faults).toEqual([]);
      await until('a quote', async () => desk.market.quote(btc));
      return until('the same position', async () => (await readPortfolio(desk)).positions[0]);
    });
    const lasting = ({ instrument, quantity, averagePrice, stop, stopOrder, protection }: typeof after) => [
      ...[instrument, quantity, averagePrice],
      ...[stop, stopOrder, protection],
    ];
    expect(lasting(after)).toEqual(lasting(before));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withDesk<T>(
  where: { url?: string; folder: string },
  folder: string,
  work: (desk: Awaited<ReturnType<typeof openTestDesk>>['desk']) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(where);
  try {
    await using opened = await openTestDesk({ database, folder });
    return await work(opened.desk);
  } finally {
    await database.close();
  }
}

test('default', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-db-'));
  await tradeAndReopen({ folder });
  rmSync(folder, { recursive: true, force: true });
});

const reason = whyNoPostgres();
test.skipIf(reason !== null)(
  `behavior: the same on a PostgreSQL server${reason ? ` (skipped: ${reason})` : ''}`,
  async () => {
    await using server = await startPostgres();
    await tradeAndReopen({ url: await server.createDatabase(), folder: '' });
  },
);
