import { PGlite } from '@electric-sql/pglite';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { migrationsFolder } from '../migrateSchema.ts';
import { barChunks } from '../schema.ts';
import { sqlBars } from './sqlBars.ts';

test('error: a damaged stretch gives no price', async () => {
  const client = new PGlite();
  const session = drizzle({ client });
  await migrate(session, { migrationsFolder });
  const series = { source: 'binance', instrument: instrumentId.parse('BTC/USDT'), length: '1m' } as const;
  const bars = sqlBars(session);
  const bar = { ts: 1_700_000_040_000, open: '1', high: '1', low: '1', close: '1', volume: '1' };
  await bars.add(series, [bar, { ...bar, ts: bar.ts + 60_000 }]);
  await session.update(barChunks).set({ bars: '35,1,1,1,1,1\n' }).where(eq(barChunks.source, 'binance'));
  await expect(bars.list(series)).rejects.toMatchObject({
    code: 'db.brokenBars',
    message: expect.stringContaining('1 were found of 2'),
  });
  await client.close();
});
