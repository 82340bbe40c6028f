import { expect, test } from 'vitest';
import { timeframeMs } from '../domain/market.ts';
import { summariseLive } from '../models/live/summariseLive.ts';
import { createTrendModel, type TrendRequest } from '../models/trend/createTrendModel.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { runTool } from './runTool.ts';
import { runTrendModel } from './runTrendModel.ts';
import type { ToolContext } from './Tool.ts';

test('default: the shipped model answers with odds, its caveat and evidence', async () => {
  const trend = await createTrendModel();
  const live = () => summariseLive(trend.card, [], 3);
  const context = await toolContext({ trend: { ...trend, live } });
  const output = await runTool(runTrendModel, context, { instrument: 'BTC/USDT' });
  if (!output.ok) throw new Error(output.message);
  const { up, flat, down, caveat, modelState, lately } = output.result as Record<string, string>;
  expect(Number(up) + Number(flat) + Number(down)).toBeCloseTo(1, 2);
  expect(caveat?.length).toBeGreaterThan(20);
  expect(modelState).toBe('tooFew');
  expect(lately).toContain('3 wait for their horizon');
  expect(output.source).toContain(trend.card.name);
  await trend.close();
});

test('behavior: only closed bars are read', async () => {
  let seen: TrendRequest | undefined;
  const trend: NonNullable<ToolContext['trend']> = {
    live() {
      throw new Error('A refusal says nothing of the record');
    },
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
