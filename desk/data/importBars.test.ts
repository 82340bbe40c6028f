import { expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import { instrumentId } from '../../domain/ids.ts';
import { checkSeries } from './checkSeries.ts';
import { importBars } from './importBars.ts';

const start = 1_700_000_100_000;
const length = 300_000;
const instrument = instrumentId.parse('BTC/USDT');
const head = 'ts,open,high,low,close,volume';
const row = (index: number, numbers = '5,6,4,5.10,1') => `${start + index * length},${numbers}`;
const now = start + 1_000 * length;

function importing(database: ReturnType<typeof createMemoryDatabase>, rows: readonly string[], more = {}) {
  const bytes = Buffer.from([head, ...rows].join('\n'));
  return importBars(database, { bytes, name: 'BTCUSDT.csv', source: 'file', instrument, now, ...more });
}

test('default: rows in any order become one series; a second time nothing changes', async () => {
  const database = createMemoryDatabase();
  const rows = [row(3), row(0), row(1)];
  expect(await importing(database, rows)).toMatchObject({
    series: { source: 'file', instrument, length: '5m' },
    ...{ first: start, last: start + 3 * length, rows: 3, added: 3, same: 0 },
    gaps: [{ from: start + 2 * length, missing: 1 }],
    bad: { count: 0 },
  });
  expect(await importing(database, rows)).toMatchObject({ added: 0, same: 3 });
  const [extent] = await database.read.bars.extents();
  expect(extent).toMatchObject({ bars: 3 });
  if (extent) expect(await checkSeries(database.read.bars, extent, now)).toMatchObject({ missing: 1 });
});

test('behavior: the bar that is still open is not stored', async () => {
  const database = createMemoryDatabase();
  const open = start + length + 1_000;
  expect(await importing(database, [row(0), row(1)], { now: open })).toMatchObject({ added: 1, last: start });
});

test('error: bad rows are told with their lines, and the others stored', async () => {
  const database = createMemoryDatabase();
  const rows = [row(0), row(1, '0,6,4,5,1'), '', row(2), row(2), row(3), row(3, '5,6,4,4.9,1'), row(2_000)];
  const report = await importing(database, rows);
  expect(report.bad.examples.map(({ where, fault }) => `${where} ${fault}`)).toEqual([
    'line 3 badNumber',
    'line 4 badRow',
    'line 9 future',
    'line 6 duplicate',
    'line 8 contradiction',
  ]);
  expect(report).toMatchObject({ added: 2, first: start, last: start + 2 * length });
});

test('behavior: other numbers are kept or taken, as was asked for', async () => {
  const database = createMemoryDatabase();
  await importing(database, [row(0), row(1)]);
  const others = [row(0, '5,6,4,4.90,1'), row(1)];
  const closes = async () =>
    (await database.read.bars.list({ source: 'file', instrument, length: '5m' })).map(({ close }) => close);
  expect((await importing(database, others)).different.count).toBe(1);
  expect(await closes()).toEqual(['5.10', '5.10']);
  await importing(database, others, { replace: true });
  expect(await closes()).toEqual(['4.90', '5.10']);
});

test('error: a file without a bar, of one bar, of an odd length, or cut off', async () => {
  const database = createMemoryDatabase();
  const refused = (rows: readonly string[], code: string, more = {}) =>
    expect(importing(database, rows, more)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('Nothing was stored'),
    });
  await refused([], 'data.noBars');
  await refused(['nonsense'], 'data.noBars');
  await refused([row(0)], 'data.unknownLength');
  await refused([row(0), `${start + 7_000},5,6,4,5,1`], 'data.unknownLength');
  await refused([], 'data.noBars', { bytes: Buffer.from([0x1f, 0x8b, 8, 0]), name: 'x.csv.gz' });
  expect(await database.read.bars.extents()).toEqual([]);
  expect(await importing(database, [row(0)], { length: '5m' })).toMatchObject({ added: 1 });
});

test('error: a bar that a check finds is told of', async () => {
  const database = createMemoryDatabase();
  const series = { source: 'file', instrument, length: '5m' } as const;
  const bar = { ts: start, open: '0', high: '6', low: '4', close: '5', volume: '1' };
  await database.transaction((tx) => tx.bars.add(series, [bar]));
  const [extent] = await database.read.bars.extents();
  if (extent === undefined) throw new Error('nothing was stored');
  const check = await checkSeries(database.read.bars, extent, now);
  expect(check.bad).toMatchObject({ count: 1, examples: [{ fault: 'badNumber' }] });
});
