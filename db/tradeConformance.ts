import { describe, expect, it } from 'vitest';
import { instrumentId } from '../domain/ids.ts';
import type { PublicTrade, TradeSeries } from '../domain/trades/PublicTrade.ts';
import type { Database } from './Repositories.ts';

const start = 1_800_000_000_000;
const series: TradeSeries = { source: 'binance', instrument: instrumentId.parse('BTC/USDT') };
const all = { from: 0, to: 2 * start };

/** The trade with a number, a hundred of them a second, with digits that no float would keep. */
const trade = (number: number, change: Partial<PublicTrade> = {}): PublicTrade => ({
  id: String(number),
  price: '67240.10',
  quantity: `0.1234567890123456789${number}`,
  takerSide: number % 2 === 0 ? 'buy' : 'sell',
  exchangeTime: start + number * 10,
  afterBreak: number % 7 === 0,
  ...change,
});
const trades = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => trade(from + at));

/** What every database must do with public trades. */
export function tradeConformance(
  using: (test: (database: Database) => Promise<void>) => () => Promise<void>,
): void {
  const add = (database: Database, found: readonly PublicTrade[], of = series) =>
    database.transaction((tx) => tx.trades.add(of, found));

  describe('trades', () => {
    it(
      'behavior: come back as they were told, in order, over many seconds, and in a range',
      using(async (database) => {
        const stored = trades(0, 2_500);
        expect(await add(database, stored)).toEqual({ added: 2_500, same: 0, different: 0 });
        expect(await database.read.trades.list(series, all)).toEqual(stored);
        expect(await database.read.trades.extents()).toEqual([
          { ...series, trades: 2_500, first: start, last: start + 24_990 },
        ]);
        const range = { from: start + 1_995, to: start + 2_010 };
        expect(await database.read.trades.list(series, range)).toEqual([trade(200), trade(201)]);
      }),
    );

    it(
      'behavior: the same trade is stored once, however often and in whatever order it comes',
      using(async (database) => {
        await add(database, [...trades(50, 150), ...trades(0, 60).reverse()]);
        expect(await add(database, [...trades(100, 200), ...trades(100, 200)])).toEqual({
          ...{ added: 50, same: 150, different: 0 },
        });
        expect(await add(database, [trade(3, { price: '1', afterBreak: true })])).toEqual({
          ...{ added: 0, same: 0, different: 1 },
        });
        expect(await database.read.trades.list(series, all)).toEqual(trades(0, 200));
      }),
    );

    it(
      'behavior: one without an id is known by all that it says; those of one moment stand by number',
      using(async (database) => {
        const nameless = trade(1, { id: null });
        const moment = { exchangeTime: start };
        await add(database, [nameless, trade(10, moment), trade(9, moment)]);
        expect(await add(database, [nameless])).toEqual({ added: 0, same: 1, different: 0 });
        const found = await database.read.trades.list(series, all);
        expect(found.map(({ id }) => id)).toEqual(['9', '10', null]);
      }),
    );

    it(
      'behavior: sources and instruments are kept apart, and old trades are forgotten',
      using(async (database) => {
        const other = { ...series, source: 'kraken' };
        await add(database, trades(0, 300));
        await add(database, trades(0, 10), other);
        expect(await database.read.trades.list(other, all)).toEqual(trades(0, 10));
        await database.transaction((tx) => tx.trades.forget(start + 1_500));
        expect(await database.read.trades.list(series, all)).toEqual(trades(100, 300));
        expect(await database.read.trades.extents()).toHaveLength(1);
      }),
    );

    it(
      'error: nothing of a transaction that failed is kept, and a write outside of one is refused',
      using(async (database) => {
        const failing = database.transaction(async (tx) => {
          await tx.trades.add(series, trades(0, 500));
          throw new Error('power cut');
        });
        await expect(failing).rejects.toThrow('power cut');
        expect(await database.read.trades.list(series, all)).toEqual([]);
        expect(() => database.read.trades.add(series, trades(0, 1))).toThrow(/needs a transaction/);
      }),
    );
  });
}
