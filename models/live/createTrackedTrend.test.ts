import { expect, test } from 'vitest';
import type { ForecastRecord } from '../../domain/ForecastRecord.ts';
import { instrumentId } from '../../domain/ids.ts';
import type { Bar } from '../../domain/market.ts';
import { createTrendModel } from '../trend/createTrendModel.ts';
import { testBars } from '../trend/testBars.ts';
import { createTrackedTrend } from './createTrackedTrend.ts';
import type { ForecastStore } from './ForecastStore.ts';

const hour = 3_600_000;
const instrument = instrumentId.parse('BTC/USDT');
const market = testBars(400);
const known = market.slice(0, 300);
const [asOf, then] = [known.at(-1)?.ts ?? 0, (known.at(-1)?.ts ?? 0) + hour];

function memoryStore(): ForecastStore & { records: Map<string, ForecastRecord> } {
  const records = new Map<string, ForecastRecord>();
  const list = () => [...records.values()];
  return {
    records,
    async add(record) {
      if (!records.has(record.id)) records.set(record.id, record);
    },
    waiting: async () => list().filter(({ outcome }) => outcome === null),
    settle: async (record) => void records.set(record.id, record),
    scored: async (_, since) => list().filter(({ outcome, dueAt }) => outcome !== null && dueAt > since),
  };
}

async function tracked(later: () => Promise<Bar[]> = async () => market) {
  const store = memoryStore();
  const trend = createTrackedTrend(await createTrendModel(), store, later);
  const ask = () => trend.forecast({ instrument, timeframe: '1h', bars: known, now: then });
  return { trend, ask, ...store };
}

test('default: a forecast is kept, waits for its horizon, and is scored by what came', async () => {
  const { trend, ask, records } = await tracked();
  const answer = await ask();
  if (!answer.ok) throw new Error(answer.message);
  const dueAt = asOf + 5 * hour;
  expect([...records.values()]).toMatchObject([{ forecast: { asOf }, dueAt, outcome: null }]);
  expect(await trend.score(dueAt - 1)).toBe(0);
  expect(trend.live()).toMatchObject({ scored: 0, waiting: 1 });
  expect(await trend.score(dueAt)).toBe(1);
  const realisedPercent = (Number(market[303]?.close) / Number(market[299]?.close) - 1) * 100;
  const [record] = records.values();
  expect(record?.outcome).toMatchObject({ realisedPercent: expect.closeTo(realisedPercent, 8) });
  expect(trend.live()).toMatchObject({ scored: 1, waiting: 0, state: 'tooFew' });
});

test('behavior: the same question about the same bar is one forecast', async () => {
  const { ask, records } = await tracked();
  await ask();
  await ask();
  expect(records.size).toBe(1);
});

test('behavior: a refusal is no forecast', async () => {
  const { trend, records } = await tracked();
  const answer = await trend.forecast({ instrument, timeframe: '1h', bars: known.slice(0, 10) });
  expect(answer.ok).toBe(false);
  expect(records.size).toBe(0);
});

test('behavior: a bar that never came makes it void, after waiting for it', async () => {
  const { trend, ask, records } = await tracked(async () => []);
  await ask();
  expect(await trend.score(asOf + 20 * hour)).toBe(0);
  expect(await trend.score(asOf + 60 * hour)).toBe(1);
  expect([...records.values()].map(({ outcome }) => outcome)).toEqual(['void']);
  expect(trend.live()).toMatchObject({ scored: 0, waiting: 0 });
});

test('error: a market that cannot be asked leaves it waiting', async () => {
  const { trend, ask, records } = await tracked(async () => {
    throw new Error('unreachable');
  });
  await ask();
  await expect(trend.score(asOf + 20 * hour)).rejects.toThrow('unreachable');
  expect([...records.values()].map(({ outcome }) => outcome)).toEqual([null]);
});
