import { describe, expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { Database } from '../../db/Repositories.ts';
import type { UnreadBar } from '../../domain/bars/readBar.ts';
import { instrumentId } from '../../domain/ids.ts';
import type { Bar } from '../../domain/market.ts';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import type { BarSource } from '../../venues/BarSource.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { pullBars } from './pullBars.ts';

const minute = 60_000;
const start = 1_700_000_040_000;
const instrument = instrumentId.parse('BTC/USDT');
const series = { source: 'test', instrument, length: '1m' } as const;
const at = (index: number) => start + index * minute;
const bar = (index: number): Bar => ({
  ts: at(index),
  ...{ open: '5', high: '6', low: '4', close: `5.${index}1`, volume: '1' },
});

/** A venue with bars 0 to `count` - 1, whose answers a test can change; at 100 minutes after the start. */
function openWorld({ count = 90, pageSize = 20 } = {}) {
  const clock = virtualClock(at(100) + 30_000);
  const database = createMemoryDatabase();
  const asked: number[] = [];
  const faults: VenueError[] = [];
  const change: { rows(rows: UnreadBar[]): UnreadBar[]; clockAheadMs: number } = {
    rows: (rows) => rows,
    clockAheadMs: 0,
  };
  const source: BarSource = {
    ...{ id: 'test', label: 'Test venue', simulated: false, pageSize, lengths: ['5m'] },
    async connect() {},
    fetchTime: async () => clock.now() + change.clockAheadMs,
    async fetchPage(_, __, from) {
      asked.push((from - start) / minute);
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      const rows: UnreadBar[] = [];
      for (let index = 0; index < count && rows.length < pageSize; index += 1) {
        if (at(index) >= from) rows.push(bar(index));
      }
      return change.rows(rows);
    },
    async [Symbol.asyncDispose]() {},
  };
  const progress: number[] = [];
  const retries: number[] = [];
  const stop = new AbortController();
  const pull = (from = 0, to?: number) =>
    pullBars(
      {
        ...{ database, source, signal: stop.signal },
        patience: {
          ...{ clock, tries: 3, firstPauseMs: 1_000 },
          onRetry: ({ nextTryMs }) => retries.push(nextTryMs),
        },
        onProgress: (told) => progress.push((told.at - start) / minute),
      },
      { instrument, length: '1m', from: at(from), ...(to !== undefined && { to: at(to) }) },
    );
  return { clock, database, asked, faults, change, progress, retries, stop, pull };
}

async function stored(database: Database) {
  return (await database.read.bars.list(series)).map(({ ts }) => (ts - start) / minute);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('pullBars', () => {
  test('default: page by page up to the last closed bar, and again without a question', async () => {
    const world = openWorld({ count: 101 });
    const report = await world.pull();
    expect(report).toMatchObject({ had: 0, added: 100, stored: 100, gaps: [], ended: false });
    expect(report.bad.count + report.different.count).toBe(0);
    expect(await stored(world.database)).toEqual(upTo(100));
    expect(world.asked).toEqual([0, 20, 40, 60, 80]);
    expect(world.progress).toEqual([20, 40, 60, 80, 100]);
    world.asked.length = 0;
    expect(await world.pull()).toMatchObject({ had: 100, added: 0, stored: 100 });
    expect(world.asked).toEqual([]);
  });

  test('behavior: the bar that is still open is no fact, nor one that has only just closed', async () => {
    const world = openWorld({ count: 101 });
    await world.pull(95);
    expect((await stored(world.database)).at(-1)).toBe(99);
    await world.clock.advance(32_000);
    await world.pull(95);
    expect((await stored(world.database)).at(-1)).toBe(99);
    await world.clock.advance(4_000);
    await world.pull(95);
    expect((await stored(world.database)).at(-1)).toBe(100);
  });

  test.each([
    [10 * minute, 99],
    [-10 * minute, 89],
  ])('behavior: with a venue clock %i ms from ours the earlier one rules', async (clockAheadMs, last) => {
    const world = openWorld({ count: 101 });
    world.change.clockAheadMs = clockAheadMs;
    const report = await world.pull();
    expect((await stored(world.database)).at(-1)).toBe(last);
    expect(report.bad.count).toBe(0);
  });

  test('behavior: pages that are shorter than was asked for leave nothing out', async () => {
    const world = openWorld();
    world.change.rows = (rows) => rows.slice(0, 7);
    expect(await world.pull(0, 90)).toMatchObject({ added: 90, gaps: [] });
  });

  test('behavior: goes on after a break, and asks for what is missing alone', async () => {
    const world = openWorld();
    const broken = new VenueError('venue.refused', 'Test venue said no');
    world.change.rows = (rows) => {
      if (world.asked.at(-1) === 40) throw broken;
      return rows;
    };
    await expect(world.pull(0, 90)).rejects.toMatchObject({
      code: 'data.pullStopped',
      message: 'Test venue said no. The 40 bars that had come are stored.',
    });
    expect(await stored(world.database)).toEqual(upTo(40));
    world.change.rows = (rows) => rows;
    world.asked.length = 0;
    expect(await world.pull(0, 90)).toMatchObject({ had: 40, added: 50, stored: 90, gaps: [] });
    expect(world.asked).toEqual([40, 60, 80]);
  });

  test('behavior: ends after the page under way when it is told to', async () => {
    const world = openWorld();
    world.change.rows = (rows) => {
      world.stop.abort();
      return rows;
    };
    const report = await world.pull(0, 90);
    expect(report).toMatchObject({ added: 20, ended: true, gaps: [{ from: at(20), missing: 70 }] });
  });

  test('behavior: a gap is reported, not filled, and asked for again next time', async () => {
    const world = openWorld();
    const isMissing = ({ ts }: UnreadBar) => ts === at(30) || ts === at(31);
    world.change.rows = (rows) => rows.filter((row) => !isMissing(row));
    expect((await world.pull(0, 90)).gaps).toEqual([{ from: at(30), to: at(31), missing: 2 }]);
    world.change.rows = (rows) => rows;
    expect(await world.pull(0, 90)).toMatchObject({ had: 88, added: 2, gaps: [] });
  });

  test('behavior: a venue that begins later or answers with its newest bars does not end it', async () => {
    const world = openWorld();
    world.change.rows = (rows) => rows.filter(({ ts }) => Number(ts) >= at(70));
    const report = await world.pull(0, 90);
    expect(report).toMatchObject({ stored: 20, gaps: [{ from: at(0), to: at(69), missing: 70 }] });
  });

  test('error: no answer is asked for again after growing pauses, and then said', async () => {
    const world = openWorld();
    const silent = () => new VenueError('venue.unreachable', 'Test venue could not list bars: ENOTFOUND');
    world.faults.push(silent(), new VenueError('venue.badAnswer', 'no JSON'));
    const pulling = world.pull(0, 20);
    await world.clock.advance(3_000);
    expect(await pulling).toMatchObject({ added: 20 });
    expect(world.retries).toEqual([1_000, 2_000]);
    world.faults.push(silent(), silent(), silent());
    const failing = expect(world.pull(0, 40)).rejects.toMatchObject({
      code: 'data.pullStopped',
      message: expect.stringMatching(/ENOTFOUND\. No bar was stored or changed.*reaches the internet/),
    });
    await world.clock.advance(3_000);
    await failing;
    expect(await stored(world.database)).toEqual(upTo(20));
  });

  test.each<[string, Partial<UnreadBar>, string]>([
    ['a price of 0', { low: '0' }, 'badNumber'],
    ['a wrong type', { close: 5 }, 'badNumber'],
    ['a missing price', { open: undefined }, 'badNumber'],
    ['a time in seconds', { ts: at(3) / 1_000 }, 'badTime'],
    ['a high below the low', { high: '3' }, 'inconsistentBar'],
    ['a bar in the future', { ts: at(500) }, 'future'],
    ['a bar beside the grid', { ts: at(3) + 1 }, 'offGrid'],
  ])('error: %s is refused and told of, and its place stays empty', async (_, change, fault) => {
    const world = openWorld();
    world.change.rows = (rows) => rows.map((row) => (row.ts === at(3) ? { ...row, ...change } : row));
    const report = await world.pull(0, 20);
    expect(report).toMatchObject({ added: 19, gaps: [{ from: at(3), to: at(3), missing: 1 }] });
    expect(report.bad).toMatchObject({ count: 1, examples: [{ fault }] });
    expect(await stored(world.database)).toEqual(upTo(20).filter((index) => index !== 3));
  });

  test('error: a bar told twice counts once, and not at all where its numbers differ', async () => {
    const world = openWorld();
    world.change.rows = (rows) => [...rows, bar(5), { ...bar(6), close: '4.5' }];
    const report = await world.pull(0, 20);
    expect(report.bad.examples.map(({ fault }) => fault)).toEqual(['duplicate', 'contradiction']);
    expect(await stored(world.database)).toEqual(upTo(20).filter((index) => index !== 6));
  });

  test('error: other numbers than the stored ones are told of, and the stored ones are kept', async () => {
    const world = openWorld();
    await world.database.transaction((tx) => tx.bars.add(series, [{ ...bar(4), close: '4.5' }]));
    const report = await world.pull(0, 20);
    expect(report.different).toMatchObject({ count: 1, examples: [{ stored: { close: '4.5' } }] });
    expect((await world.database.read.bars.list(series))[4]?.close).toBe('4.5');
  });

  test('error: a stretch without a closed bar', async () => {
    const world = openWorld();
    await expect(world.pull(101)).rejects.toMatchObject({ code: 'data.nothingClosed' });
    expect(world.asked).toEqual([]);
  });
});
