import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { MarketBar } from '../SimulatedMarket.ts';
import { openRecordedMarket } from './openRecordedMarket.ts';

const header = 'ts,open,high,low,close,volume';
const start = Date.UTC(2025, 0, 6);
const length = 300_000;
const wall = Date.UTC(2026, 10, 22);

/** A bars file in a folder of its own that goes with the test. */
async function barsFile(content: string | Buffer, name = 'BTCUSDT-5m-202501.csv') {
  const folder = await mkdtemp(join(tmpdir(), 'bars-'));
  const file = join(folder, name);
  await writeFile(file, content);
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** 60 bars of five minutes; the 31st to 33rd are missing; the 41st did not trade. */
function rows(): MarketBar[] {
  const bars: MarketBar[] = [];
  for (let index = 0; index < 60; index += 1) {
    if (index >= 30 && index < 33) continue;
    const base = 90_000 + index * 10;
    const isQuiet = index === 40;
    bars.push({
      ts: start + index * length,
      open: `${base}.5`,
      high: isQuiet ? `${base}.5` : `${base + 40}.07`,
      low: isQuiet ? `${base}.5` : `${base - 35}`,
      close: isQuiet ? `${base}.5` : `${base + 7}.11`,
      volume: isQuiet ? '0' : `${index + 1}.00125`,
    });
  }
  return bars;
}

function toCsv(bars: readonly MarketBar[], columns = header): string {
  const lines = bars.map((bar) => Object.values(bar).join(','));
  return `${[columns, ...lines].join('\n')}\n`;
}

async function failureOf(content: string | Buffer, name?: string) {
  await using fixture = await barsFile(content, name);
  const open = openRecordedMarket({ file: fixture.file, speed: 60, startedAt: wall });
  return open.then(
    () => {
      throw new Error('the file was accepted');
    },
    (error: { code: string; message: string; context: object }) => error,
  );
}

describe('openRecordedMarket', () => {
  test('default: plays a file at a multiple of wall time, after a warm-up', async () => {
    await using fixture = await barsFile(gzipSync(toCsv(rows())), 'BTCUSDT-5m-202501.csv.gz');
    const market = await openRecordedMarket({ file: fixture.file, speed: 60, startedAt: wall });
    expect(market).toMatchObject({
      kind: 'recorded',
      interval: '5m',
      label: 'recorded BTCUSDT-5m-202501 at 60×',
    });
    expect(market.symbols).toEqual([
      {
        symbol: 'BTCUSDT',
        base: 'BTC',
        quote: 'USDT',
        priceTick: '0.01',
        quantityStep: '0.00001',
        minQuantity: '0.00001',
        maxQuantity: '9000000',
        minNotional: '5',
      },
    ]);
    expect(market.startAt).toBe(rows()[11]?.ts);
    expect(market.marketTime(wall)).toBe(market.startAt);
    expect(market.marketTime(wall + 5_000)).toBe(market.startAt + length);
    expect(market.bars('BTCUSDT', '5m', { to: market.startAt - 1, limit: 1_000 })).toEqual(
      rows().slice(0, 11),
    );
  });

  test('behavior: closed bars are the rows of the file, digit for digit, and gaps stay gaps', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const market = await openRecordedMarket({ file: fixture.file, speed: 1, startedAt: wall });
    expect(market.bars('BTCUSDT', '5m', { to: market.endsAt, limit: 1_000 })).toEqual(rows());
    expect(market.bars('BTCUSDT', '5m', { to: market.endsAt, limit: 2 })).toEqual(rows().slice(-2));
    const from = start + 29 * length;
    const acrossGap = market.bars('BTCUSDT', '5m', { from, to: market.endsAt, limit: 2 });
    expect(acrossGap.map((bar) => bar.ts)).toEqual([from, from + 4 * length]);
    expect([...market.ticks(start + 30 * length - 1, start + 33 * length - 1)]).toEqual([]);
  });

  test('behavior: trades touch open, high, low and close, and add up to the volume', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const market = await openRecordedMarket({ file: fixture.file, speed: 1, startedAt: wall });
    for (const row of rows()) {
      const trades = [...market.ticks(row.ts - 1, row.ts + length - 1)];
      const prices = trades.map((trade) => Number(trade.price));
      expect(prices[0]).toBe(Number(row.open));
      expect(Math.max(...prices)).toBe(Number(row.high));
      expect(Math.min(...prices)).toBe(Number(row.low));
      expect(prices.at(-1)).toBe(Number(row.close));
      const volume = trades.reduce((sum, trade) => sum + Math.round(Number(trade.quantity) * 1e5), 0);
      expect(volume).toBe(Math.round(Number(row.volume) * 1e5));
    }
  });

  test('behavior: any split of an interval gives the same trades', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const params = { file: fixture.file, speed: 60, startedAt: wall };
    const market = await openRecordedMarket(params);
    const other = await openRecordedMarket({ ...params, speed: 7 });
    const parts = [];
    for (let at = start; at < start + 4 * length; at += 77_777) {
      parts.push(...other.ticks(at, Math.min(start + 4 * length, at + 77_777)));
    }
    expect(parts).toEqual([...market.ticks(start, start + 4 * length)]);
    expect(parts.length).toBeGreaterThan(400);
  });

  test('behavior: the open bar holds the trades so far', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const market = await openRecordedMarket({ file: fixture.file, speed: 60, startedAt: wall });
    const open = start + 20 * length;
    const now = open + 100_000;
    const prices = [...market.ticks(open - 1, now)].map((trade) => Number(trade.price));
    const bar = market.bars('BTCUSDT', '5m', { to: now, limit: 1 })[0];
    expect(bar?.ts).toBe(open);
    expect(Number(bar?.close)).toBe(prices.at(-1));
    expect(Number(bar?.high)).toBe(Math.max(...prices));
    const hour = market.bars('BTCUSDT', '1h', { to: now, limit: 1 })[0];
    expect(hour).toMatchObject({ ts: start + 12 * length, open: rows()[12]?.open, close: bar?.close });
    // Before its first trade a bar does not exist, and the limit is met by the ones before it.
    const early = market.bars('BTCUSDT', '5m', { to: open, limit: 2 });
    expect(early.map((found) => found.ts)).toEqual([open - 2 * length, open - length]);
  });

  test('behavior: longer bars are made of the rows', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const market = await openRecordedMarket({ file: fixture.file, speed: 60, startedAt: wall });
    expect(market.bars('BTCUSDT', '1h', { to: market.endsAt, limit: 10 })[0]).toEqual({
      ts: start,
      open: '90000.5',
      high: '90150.07',
      low: '89965',
      close: '90117.11',
      volume: '78.015',
    });
  });

  test('behavior: after its end the market stands still and says so', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const market = await openRecordedMarket({ file: fixture.file, speed: 3_600, startedAt: wall });
    expect(market.ended(wall)).toBe(false);
    expect(market.label).not.toContain('ended');
    expect(market.marketTime(wall + 86_400_000)).toBe(market.endsAt);
    expect(market.ended(wall + 86_400_000)).toBe(true);
    expect(market.label).toContain('ended');
    expect([...market.ticks(market.endsAt, market.endsAt + length)]).toEqual([]);
  });

  test('behavior: starts where it is told to', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const params = { file: fixture.file, speed: 2, startedAt: wall };
    const market = await openRecordedMarket({ ...params, startAt: start + 42 });
    expect(market.marketTime(wall + 10)).toBe(start + 62);
    await expect(openRecordedMarket({ ...params, startAt: start - 1 })).rejects.toThrow(/cannot start at/);
    await expect(openRecordedMarket({ ...params, speed: 0 })).rejects.toThrow(/speed is 0/);
  });

  test('error: refuses bars finer than the file, and odd multiples', async () => {
    await using fixture = await barsFile(toCsv(rows()));
    const market = await openRecordedMarket({ file: fixture.file, speed: 60, startedAt: wall });
    expect(() => market.bars('BTCUSDT', '1m', { to: start, limit: 1 })).toThrow(
      /bars of 5m, from which bars of 1m/,
    );
    expect(() => market.bars('BTCUSDT', '7m', { to: start, limit: 1 })).toThrow(/no bar interval "7m"/);
    expect(() => market.bars('ETHUSDT', '5m', { to: start, limit: 1 })).toThrow(/no symbol "ETHUSDT"/);
  });

  const [one, two, three] = rows().map((bar) => Object.values(bar).join(','));
  test.each([
    [
      'missing columns',
      `ts,open,high,close\n${one}`,
      'missingColumns',
      /line 1: the header lacks low, volume/,
    ],
    ['unsorted rows', `${header}\n${one}\n${three}\n${two}`, 'unsorted', /line 4: ts \d+ comes after/],
    ['a duplicate', `${header}\n${one}\n${two}\n${two}`, 'duplicate', /line 4: ts \d+ is there twice/],
    ['high below low', `${header}\n${start},5,4,6,5,1`, 'inconsistentBar', /line 2: high 4 is below low 6/],
    ['high below open', `${header}\n${start},5,4,3,4,1`, 'inconsistentBar', /line 2: high 4 is below open 5/],
    [
      'low above close',
      `${header}\n${start},5,6,4,3,1`,
      'inconsistentBar',
      /line 2: low 4 is above .* close 3/,
    ],
    ['a negative price', `${header}\n${start},5,6,-4,5,1`, 'badNumber', /line 2: low is "-4"/],
    ['a price of zero', `${header}\n${start},5,6,0,5,1`, 'badNumber', /line 2: low is "0"/],
    ['NaN', `${header}\n${one}\n${start + length},NaN,6,4,5,1`, 'badNumber', /line 3: open is "NaN"/],
    ['text', `${header}\n${start},5,6,4,5,lots`, 'badNumber', /line 2: volume is "lots"/],
    ['an exponent', `${header}\n${start},5,6,4,5,1e400`, 'badNumber', /line 2: volume is "1e400"/],
    ['a missing cell', `${header}\n${start},5,6,4,5`, 'badNumber', /line 2: volume is ""/],
    ['an empty line', `${header}\n\n${one}`, 'badRow', /line 2: the line is empty/],
    ['seconds', `${header}\n1735603200,5,6,4,5,1`, 'badTime', /looks like seconds/],
    ['microseconds', `${header}\n1735603200000000,5,6,4,5,1`, 'badTime', /looks like microseconds/],
    ['a date', `${header}\n2025-01-01,5,6,4,5,1`, 'badTime', /line 2: ts is "2025-01-01"/],
    ['an empty file', '', 'empty', /the file is empty/],
    ['a header only', `${header}\n`, 'empty', /line 1: there is a header and no bar/],
    ['one bar', `${header}\n${one}`, 'unknownInterval', /one bar only/],
    [
      'an odd grid',
      `${header}\n${start},5,6,4,5,1\n${start + 7_000},5,6,4,5,1`,
      'unknownInterval',
      /7000 ms apart/,
    ],
    [
      'a row off the grid',
      `${header}\n${one}\n${two}\n${start + 3.5 * length},5,6,4,5,1`,
      'offGrid',
      /line 4: ts \d+ is not the open of a 5m bar/,
    ],
  ])('error: names file and line for %s', async (_, content, code, message) => {
    const failure = await failureOf(content);
    expect(failure.code).toBe(`marketFile.${code}`);
    expect(failure.message).toMatch(message);
    expect(failure.message).toContain('BTCUSDT-5m-202501.csv');
    expect(failure.message).toContain('Nothing is played');
  });

  test('error: not gzip, damaged gzip, no such file, a name without an instrument', async () => {
    const name = 'BTCUSDT-5m.csv.gz';
    expect((await failureOf('plain text', name)).message).toMatch(/is named \.gz and is not gzip/);
    const damaged = gzipSync(toCsv(rows())).subarray(0, 200);
    expect((await failureOf(damaged, name)).code).toBe('marketFile.notGzip');
    await expect(openRecordedMarket({ file: '/nowhere/x.csv', speed: 1, startedAt: 0 })).rejects.toThrow(
      /ENOENT/,
    );
    expect((await failureOf(toCsv(rows()), 'prices.csv')).code).toBe('marketFile.unknownInstrument');
  });

  const real = join(import.meta.dirname, '../../../../shared/data/spot/BTCUSDT-5m-202501.csv.gz');
  test.skipIf(!existsSync(real))(
    'behavior: a real month of ../shared is served row by row as recorded',
    async () => {
      const market = await openRecordedMarket({ file: real, speed: 60, startedAt: wall });
      const lines = gunzipSync(await readFile(real))
        .toString('utf8')
        .trim()
        .split('\n')
        .slice(1);
      const served = market.bars('BTCUSDT', '5m', { to: market.endsAt, limit: 1_000_000 });
      expect(served.map((bar) => Object.values(bar).join(','))).toEqual(lines);
    },
  );
});
