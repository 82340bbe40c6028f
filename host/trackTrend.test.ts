import { expect, test } from 'vitest';
import { memoryDocuments } from '../db/memory/memoryDocuments.ts';
import type { Desk } from '../desk/Desk.ts';
import { instrumentId } from '../domain/ids.ts';
import { timeframeMs } from '../domain/market.ts';
import { describeTrend } from '../models/cards/describeTrend.ts';
import { createTrendModel } from '../models/trend/createTrendModel.ts';
import { testBars } from '../models/trend/testBars.ts';
import { silentLog } from '../test/fixtures/openTestDesk.ts';
import { systemClock } from './systemClock.ts';
import { trackTrend } from './trackTrend.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const quarter = timeframeMs['15m'];
const market = testBars(600, { stepMs: quarter });
const start = (market[449]?.ts ?? 0) + quarter;

/** A tracked model on a desk that has nothing but a market of 15m bars and documents; time is the market's. */
async function tracked() {
  const documents = memoryDocuments();
  const time = { now: start };
  const desk = {
    documents,
    ...{ clock: systemClock, log: silentLog },
    market: {
      instruments: new Map([[bitcoin, {}]]),
      timeframes: ['1m', '15m'],
      quote: () => ({ marketTime: time.now }),
      bars: async (_: unknown, __: unknown, { from = 0, limit }: { from?: number; limit: number }) => {
        const known = market.filter(({ ts }) => ts >= from && ts <= time.now);
        return from > 0 ? known.slice(0, limit) : known.slice(-limit);
      },
    },
  } as unknown as Desk;
  const model = await createTrendModel();
  const trend = trackTrend(desk, model);
  const kept = (group: string) => documents.find('forecasts', { group });
  return { trend, time, kept, again: () => trackTrend(desk, model) };
}

test('default: every closed bar gets its forecast once, and each is scored when its horizon has passed', async () => {
  const { trend, time, kept } = await tracked();
  await using _ = trend;
  await trend.tick();
  await trend.tick();
  expect(await kept('trend/waiting')).toHaveLength(1);
  for (let bar = 1; bar <= 6; bar += 1) {
    time.now = start + bar * quarter;
    await trend.tick();
  }
  expect(await kept('trend/waiting')).toHaveLength(4);
  expect(await kept('trend/scored')).toHaveLength(3);
  expect(describeTrend(trend)).toMatchObject({
    kind: 'trend',
    live: { scored: 3, waiting: 4, state: 'tooFew' },
  });
});

test('behavior: what was kept before a restart is scored after it', async () => {
  const { trend, time, kept, again } = await tracked();
  await trend.tick();
  await trend[Symbol.asyncDispose]();
  time.now = start + 4 * quarter;
  await using later = again();
  await later.score(time.now);
  expect(later.live().scored).toBe(1);
  expect(await kept('trend/scored')).toHaveLength(1);
});
