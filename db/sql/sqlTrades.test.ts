import { PGlite } from '@electric-sql/pglite';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { migrationsFolder } from '../migrateSchema.ts';
import { tradeChunks } from '../schema.ts';
import { sqlTrades } from './sqlTrades.ts';

test('error: a damaged stretch gives no price', async () => {
  const client = new PGlite();
  const session = drizzle({ client });
  await migrate(session, { migrationsFolder });
  const series = { source: 'binance', instrument: instrumentId.parse('BTC/USDT') };
  const at = 1_800_000_000_000;
  const trade = { price: '1', quantity: '1', takerSide: 'buy', exchangeTime: at, afterBreak: false } as const;
  const trades = sqlTrades(session);
  await trades.add(series, [
    { ...trade, id: '1' },
    { ...trade, id: '2' },
  ]);
  await session.update(tradeChunks).set({ trades: '0,1,1,b,1\n' }).where(eq(tradeChunks.source, 'binance'));
  await expect(trades.list(series, { from: at, to: at })).rejects.toMatchObject({
    ...{ code: 'db.brokenTrades', message: expect.stringContaining('1 were found of 2') },
  });
  await client.close();
});
