import { expect, test } from 'vitest';
import { timeframeMs } from '../domain/market.ts';
import type { TrendModel, TrendRequest } from '../models/trend/createTrendModel.ts';
import { createTrendModel } from '../models/trend/createTrendModel.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { runTool } from './runTool.ts';
import { runTrendModel } from './runTrendModel.ts';

test('default: the shipped model answers with odds, its caveat and evidence', async () => {
  const trend = await createTrendModel();
  const context = await toolContext({ trend });
  const output = await runTool(runTrendModel, context, { instrument: 'BTC/USDT' });
  if (!output.ok) throw new Error(output.message);
  const { up, flat, down, caveat } = output.result as Record<string, string>;
  expect(Number(up) + Number(flat) + Number(down)).toBeCloseTo(1, 2);
  expect(caveat?.length).toBeGreaterThan(20);
  expect(output.source).toContain(trend.card.name);
  await trend.close();
});

test('behavior: only closed bars are read', async () => {
  let seen: TrendRequest | undefined;
  const trend: Pick<TrendModel, 'forecast'> = {
    async forecast(request) {
      seen = request;
      return { ok: false, reason: 'gap', message: 'A bar is missing.', after: 0, missing: 1 };
    },
  };
  const context = await toolContext({ trend });
  const output = await runTool(runTrendModel, context, { instrument: 'BTC/USDT', timeframe: '5m' });
  expect(output).toMatchObject({
    ok: false,
    code: 'trend.gap',
    message: expect.stringContaining('A bar is missing.'),
  });
  const last = seen?.bars.at(-1)?.ts ?? 0;
  expect(last + timeframeMs['5m']).toBeLessThanOrEqual(seen?.now ?? 0);
});

test('error: without a model there is no forecast', async () => {
  const output = await runTool(runTrendModel, await toolContext(), { instrument: 'BTC/USDT' });
  expect(output).toMatchObject({ ok: false, code: 'trend.none' });
});
