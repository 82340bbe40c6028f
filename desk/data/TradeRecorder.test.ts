import { expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { Database } from '../../db/Repositories.ts';
import { instrumentId } from '../../domain/ids.ts';
import { TradeGapFinder } from '../../domain/trades/TradeGapFinder.ts';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import { TradeRecorder } from './TradeRecorder.ts';

const instrument = instrumentId.parse('BTC/USDT');
const series = { source: 'binance', instrument };
const start = 1_800_000_000_000;
const quiet = { warn: (_: unknown, _text: string) => {} };

function open(database: Pick<Database, 'transaction'>, clock = virtualClock(start), log = quiet) {
  const recorder = new TradeRecorder({
    ...{ database, source: 'binance', label: 'Binance', keepDays: 2, clock, log },
  });
  return {
    recorder,
    clock,
    /** Trades by their numbers, from the first up to before the last, one each ten milliseconds. */
    tell(from: number, to: number): void {
      for (let number = from; number < to; number += 1) {
        const trade = { instrument, id: String(number), price: '60000.10', quantity: '0.5' } as const;
        const when = { takerSide: 'buy', exchangeTime: start + number * 10, missed: false } as const;
        recorder.take({ type: 'trade', trade: { ...trade, ...when } });
      }
    },
  };
}

const stored = async (database: Database) =>
  (await database.read.trades.list(series, { from: 0, to: 2 * start })).map(({ id }) => Number(id));

async function gaps(database: Database) {
  const finder = new TradeGapFinder(true);
  finder.look(await database.read.trades.list(series, { from: 0, to: 2 * start }));
  return finder.gaps;
}

test('default: what is said to be stored is stored; the rest waits for its second, or for the end', async () => {
  const database = createMemoryDatabase();
  const { recorder, clock, tell } = open(database);
  tell(0, 300);
  expect(recorder.view()).toMatchObject({ state: 'waiting', lastOkAt: null });
  await clock.advance(1_000);
  expect(recorder.counts).toEqual({ stored: 300, waiting: 0, leftOut: 0 });
  expect(recorder.view()).toMatchObject({
    state: 'ok',
    newestAt: start + 2_990,
    note: '300 stored since the start',
  });
  tell(300, 310);
  expect(await stored(database)).toHaveLength(300);
  await recorder.close();
  expect(await stored(database)).toHaveLength(310);
});

test('behavior: died between two batches, the gap shows until what the next start is told fills it', async () => {
  const database = createMemoryDatabase();
  const first = open(database);
  first.tell(0, 100);
  await first.clock.advance(1_000);
  first.tell(100, 150);
  const second = open(database);
  second.tell(170, 180);
  await second.recorder.close();
  expect(await gaps(database)).toEqual([{ from: start + 990, to: start + 1_700, missing: 70n }]);
  const third = open(database);
  third.tell(90, 200);
  await third.recorder.close();
  expect(await gaps(database)).toEqual([]);
  expect(await stored(database)).toEqual(Array.from({ length: 200 }, (_, number) => number));
});

test('behavior: after a break of the streams, the next trade says that some may be missing', async () => {
  const database = createMemoryDatabase();
  const { recorder, tell } = open(database);
  tell(0, 2);
  recorder.take({ type: 'state', state: 'reconnecting', reason: 'a stream broke off' });
  recorder.take({ type: 'state', state: 'live', reason: 'market data arrives' });
  tell(5, 7);
  await recorder.close();
  const found = await database.read.trades.list(series, { from: 0, to: 2 * start });
  expect(found.map(({ afterBreak }) => afterBreak)).toEqual([true, false, true, false]);
});

test('behavior: trades older than the days they are kept for are forgotten', async () => {
  const database = createMemoryDatabase();
  const { recorder, clock, tell } = open(database);
  tell(0, 10);
  await clock.advance(1_000);
  await clock.advance(2 * 86_400_000);
  expect(await stored(database)).toHaveLength(10);
  await clock.advance(2 * 3_600_000);
  expect(await stored(database)).toEqual([]);
  await recorder.close();
});

test('error: a database that does not answer: memory is bounded, what did not fit is counted and leaves a gap', async () => {
  const database = createMemoryDatabase();
  let broken = true;
  const said: string[] = [];
  const failing: Pick<Database, 'transaction'> = {
    transaction: (work) =>
      broken ? Promise.reject(new Error('the disk is full.')) : database.transaction(work),
  };
  const log = { warn: (_: unknown, text: string) => void said.push(text) };
  const { recorder, clock, tell } = open(failing, virtualClock(start), log);
  tell(0, 100_010);
  await clock.advance(5_000);
  expect(recorder.counts).toEqual({ stored: 0, waiting: 100_000, leftOut: 10 });
  expect(recorder.view()).toMatchObject({
    state: 'failing',
    lastError: { message: expect.stringContaining('could not be stored: the disk is full.') },
    note: expect.stringContaining('10 left out'),
  });
  expect(said).toHaveLength(1);
  broken = false;
  await clock.advance(60_000);
  tell(100_010, 100_020);
  await recorder.close();
  expect(recorder.counts).toEqual({ stored: 100_010, waiting: 0, leftOut: 10 });
  expect(await gaps(database)).toEqual([{ from: start + 999_990, to: start + 1_000_100, missing: 10n }]);
});
