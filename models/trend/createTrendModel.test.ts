import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import type { Bar } from '../../domain/market.ts';
import { createTrendModel, shippedTrendFolder, type TrendModel } from './createTrendModel.ts';
import { testBars } from './testBars.ts';

const instrument = instrumentId.parse('BTC/USDT');
const bars = testBars(300);
const hour = 3_600_000;
const last = bars.at(-1)?.ts ?? 0;
let model: TrendModel;

beforeAll(async () => {
  model = await createTrendModel();
});
afterAll(() => model.close());

const ask = (change: Partial<Parameters<TrendModel['forecast']>[0]> = {}) =>
  model.forecast({ instrument, timeframe: '1h', bars, ...change });

test('default: probabilities, ordered quantiles, window and caveat', async () => {
  const answer = await ask({ now: last + hour + 90_000 });
  if (!answer.ok) throw new Error(answer.message);
  const { forecast } = answer;
  expect(forecast.up + forecast.flat + forecast.down).toBeCloseTo(1, 5);
  expect(Math.min(forecast.up, forecast.flat, forecast.down)).toBeGreaterThan(0);
  const quantiles = Object.values(forecast.quantiles ?? {});
  expect(quantiles).toHaveLength(5);
  expect(quantiles).toStrictEqual([...quantiles].sort((a, b) => a - b));
  expect(forecast.quantiles?.q05).toBeLessThan(0);
  expect(forecast.quantiles?.q95).toBeGreaterThan(0);
  expect(forecast).toMatchObject({
    model: 'trend',
    modelVersion: model.card.version,
    horizonMs: 4 * hour,
    asOf: last,
    window: { from: last - 199 * hour, to: last, bars: 200 },
    dataAgeMs: 90_000,
    caveat: model.card.caveat,
  });
  expect(forecast.outOfScope).toBeUndefined();
});

test('behavior: the same bars give the same answer, and more history changes nothing', async () => {
  expect(await ask({ bars: bars.slice(-200) })).toStrictEqual(await ask());
});

test('behavior: the bar still forming is not read', async () => {
  const answer = await ask({ now: last + hour / 2 });
  expect(answer).toMatchObject({ ok: true, forecast: { asOf: last - hour, dataAgeMs: hour / 2 } });
});

test('behavior: other horizons of the card are answered, with wider quantiles further ahead', async () => {
  const near = await ask({ horizonBars: 1 });
  const far = await ask({ horizonBars: 12 });
  if (!near.ok || !far.ok) throw new Error('refused');
  expect(far.forecast.horizonMs).toBe(12 * hour);
  expect(far.forecast.quantiles?.q95).toBeGreaterThan(near.forecast.quantiles?.q95 ?? Number.NaN);
});

test('behavior: outside its scope it answers only when asked to, and says so', async () => {
  const other = instrumentId.parse('PEPE/USDT');
  expect(await ask({ instrument: other })).toMatchObject({ ok: false, reason: 'outOfScope' });
  const minutes = testBars(300, { stepMs: 60_000 });
  const request = { instrument: other, timeframe: '1m', bars: minutes } as const;
  expect(await model.forecast(request)).toMatchObject({ ok: false, reason: 'outOfScope' });
  expect(await model.forecast({ ...request, allowOutOfScope: true })).toMatchObject({
    ok: true,
    forecast: { outOfScope: 'instrument PEPE/USDT and timeframe 1m' },
  });
  const horizon = await ask({ horizonBars: 7, allowOutOfScope: true });
  expect(horizon).toMatchObject({
    ok: false,
    reason: 'outOfScope',
    message: expect.stringContaining('1, 4, 12'),
  });
});

test('error: too little history names both counts', async () => {
  const answer = await ask({ bars: bars.slice(-199) });
  expect(answer).toMatchObject({ ok: false, reason: 'tooLittleHistory', have: 199, need: 200 });
  expect(await ask({ bars: [] })).toMatchObject({ reason: 'tooLittleHistory', have: 0 });
  const forming = await ask({ bars: bars.slice(-200), now: last + hour - 1 });
  expect(forming).toMatchObject({ reason: 'tooLittleHistory', have: 199 });
});

test('error: a gap inside the window or at its end', async () => {
  const holed = bars.filter((_, i) => i !== 250 && i !== 251);
  expect(await ask({ bars: holed })).toMatchObject({
    ok: false,
    reason: 'gap',
    after: bars[249]?.ts,
    missing: 2,
  });
  expect(await ask({ bars: bars.filter((_, i) => i !== 50) })).toMatchObject({ ok: true });
  expect(await ask({ now: last + 3 * hour })).toMatchObject({ reason: 'gap', after: last, missing: 2 });
  expect(await ask({ now: last + 3 * hour - 1 })).toMatchObject({ ok: true });
});

test.each<[string, (bar: Bar) => Bar]>([
  ['NaN', (bar) => ({ ...bar, close: 'NaN' })],
  ['a comma decimal', (bar) => ({ ...bar, open: '1,5' })],
  ['infinity', (bar) => ({ ...bar, high: '1e999' })],
  ['a price of zero', (bar) => ({ ...bar, open: '0', low: '0' })],
  ['a negative volume', (bar) => ({ ...bar, volume: '-1' })],
  ['a high below the close', (bar) => ({ ...bar, high: bar.low })],
  ['a time that is no number', (bar) => ({ ...bar, ts: Number.NaN })],
  ['a bar twice', (bar) => ({ ...bar, ts: bar.ts - hour })],
  ['a bar off the grid', (bar) => ({ ...bar, ts: bar.ts + 60_000 })],
])('error: %s is refused as invalid', async (_, spoil) => {
  const spoilt = bars.map((bar, i) => (i === 260 ? spoil(bar) : bar));
  expect(await ask({ bars: spoilt })).toMatchObject({ ok: false, reason: 'invalid' });
});

test('error: a market that does not move is refused', async () => {
  const dead = bars.map((bar) => ({ ...bar, open: '5', high: '5', low: '5', close: '5' }));
  expect(await ask({ bars: dead })).toMatchObject({ ok: false, reason: 'invalid' });
});

test.each<[string, (folder: string) => Promise<void>, string, string]>([
  [
    'a changed ONNX file',
    async (folder) => {
      const bytes = await readFile(join(folder, 'trend.onnx'));
      bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
      await writeFile(join(folder, 'trend.onnx'), bytes);
    },
    'modelMismatch',
    'checksum',
  ],
  ['another feature hash', (f) => edit(f, { featureHash: 'a'.repeat(64) }), 'modelMismatch', 'feature hash'],
  ['another window', (f) => edit(f, { windowBars: 100 }), 'modelMismatch', 'window'],
  ['no intervals', (f) => edit(f, { intervals: {} }), 'modelMismatch', 'intervals'],
  ['an unknown key', (f) => edit(f, { colour: 'blue' }), 'modelUnreadable', 'colour'],
  ['no version', (f) => edit(f, { version: '' }), 'modelUnreadable', 'version'],
  ['no JSON', (f) => writeFile(join(f, 'card.json'), '{'), 'modelUnreadable', 'no JSON'],
  ['no ONNX file', (f) => rm(join(f, 'trend.onnx')), 'modelUnreadable', 'trend.onnx'],
])('error: a card with %s refuses the model', async (_, spoil, code, words) => {
  const folder = await mkdtemp(join(tmpdir(), 'trend-'));
  try {
    await cp(shippedTrendFolder, folder, { recursive: true });
    await spoil(folder);
    await expect(createTrendModel({ folder })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function edit(folder: string, change: Record<string, unknown>): Promise<void> {
  const path = join(folder, 'card.json');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...change }));
}
