import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../domain/bars/BarSeries.ts';
import { instrumentId } from '../domain/ids.ts';
import type { Bar } from '../domain/market.ts';
import type { Database } from './Repositories.ts';

const minute = 60_000;
const start = 1_700_000_040_000;
const series: BarSeries = { source: 'binance', instrument: instrumentId.parse('BTC/USDT'), length: '1m' };

/** The bar that opens `index` minutes after the start, with digits that no float would keep. */
const bar = (index: number, change: Partial<Bar> = {}): Bar => ({
  ts: start + index * minute,
  open: '67240.10',
  high: '67250.123456789012345678',
  low: '1',
  close: `${67_000 + index}.5`,
  volume: '0.00000001',
  ...change,
});
const bars = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => bar(from + at));

/** What every database must do with bars. */
export function barConformance(
  using: (test: (database: Database) => Promise<void>) => () => Promise<void>,
): void {
  const add = (database: Database, found: readonly Bar[], options = {}, of = series) =>
    database.transaction((tx) => tx.bars.add(of, found, options));

  describe('bars', () => {
    it(
      'behavior: come back digit for digit, ascending, over many chunks, with their gaps',
      using(async (database) => {
        const stored = [...bars(0, 700), ...bars(1_500, 4_000)];
        expect(await add(database, stored)).toEqual({ added: 3_200, same: 0, different: [] });
        expect(await database.read.bars.list(series)).toEqual(stored);
        expect(await database.read.bars.extents()).toEqual([
          { ...series, bars: 3_200, first: start, last: start + 3_999 * minute },
        ]);
      }),
    );

    it(
      'behavior: added again they change nothing, and in any order they make one series',
      using(async (database) => {
        await add(database, bars(1_000, 2_000));
        await add(database, bars(0, 500));
        expect(await add(database, bars(400, 1_100))).toEqual({ added: 500, same: 200, different: [] });
        const written = { volume: '0.0000000100', close: '67000.50' };
        expect(await add(database, [bar(0, written)])).toMatchObject({ added: 0, same: 1, different: [] });
        expect(await database.read.bars.list(series)).toEqual(bars(0, 2_000));
      }),
    );

    it(
      'behavior: a bar with other numbers is told of, and taken only where that was asked for',
      using(async (database) => {
        await add(database, bars(0, 3));
        const other = bar(1, { close: '1.5' });
        const different = [{ stored: bar(1), found: other }];
        expect(await add(database, [other])).toEqual({ added: 0, same: 0, different });
        expect(await database.read.bars.list(series)).toEqual(bars(0, 3));
        expect(await add(database, [other], { replace: true })).toMatchObject({ different });
        expect(await database.read.bars.list(series)).toEqual([bar(0), other, bar(2)]);
      }),
    );

    it(
      'behavior: a range gives the first bars from its begin, or the last up to its end',
      using(async (database) => {
        await add(database, [...bars(0, 1_500), ...bars(2_500, 4_000)]);
        const read = async (range: { from?: number; to?: number; limit?: number }) => {
          const { from, to, limit } = range;
          const found = await database.read.bars.list(series, {
            ...(from !== undefined && { from: start + from * minute }),
            ...(to !== undefined && { to: start + to * minute }),
            ...(limit !== undefined && { limit }),
          });
          return found.map(({ ts }) => (ts - start) / minute);
        };
        expect(await read({ from: 1_498, to: 2_501 })).toEqual([1_498, 1_499, 2_500, 2_501]);
        expect(await read({ from: 1_499, limit: 3 })).toEqual([1_499, 2_500, 2_501]);
        expect(await read({ to: 2_500, limit: 3 })).toEqual([1_498, 1_499, 2_500]);
        expect(await read({ limit: 2 })).toEqual([3_998, 3_999]);
        expect((await read({ limit: 2_000 })).slice(0, 2)).toEqual([1_000, 1_001]);
        expect(await read({ from: 4_000, limit: 5 })).toEqual([]);
        expect(await read({ to: -1, limit: 5 })).toEqual([]);
      }),
    );

    it(
      'behavior: sources, instruments and lengths are kept apart',
      using(async (database) => {
        const others: BarSeries[] = [
          { ...series, source: 'kraken' },
          { ...series, instrument: instrumentId.parse('ETH/USDT') },
          { ...series, length: '3m' },
        ];
        await add(database, bars(0, 2));
        for (const other of others) {
          expect(await database.read.bars.list(other)).toEqual([]);
          await add(database, [{ ...bar(0), ts: start - (start % 180_000) }], {}, other);
        }
        expect(await database.read.bars.extents()).toHaveLength(4);
        expect(await database.read.bars.list(series)).toEqual(bars(0, 2));
      }),
    );

    it(
      'error: nothing of a transaction that failed is kept, and a write outside of one is refused',
      using(async (database) => {
        const failing = database.transaction(async (tx) => {
          await tx.bars.add(series, bars(0, 2_000));
          throw new Error('power cut');
        });
        await expect(failing).rejects.toThrow('power cut');
        expect(await database.read.bars.list(series)).toEqual([]);
        expect(() => database.read.bars.add(series, bars(0, 1))).toThrow(/needs a transaction/);
      }),
    );
  });
}
