import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SourcesView } from '../domain/SourceView.ts';
import type { StateView } from '../domain/views.ts';
import { startSimulatedVenue } from '../venues/simulated/startSimulatedVenue.ts';
import { scriptedMarket } from '../venues/simulated/testing/scriptedMarket.ts';
import { until } from './fixtures/openTestDesk.ts';
import { startDeskProcess, temporaryHome } from './fixtures/startDeskProcess.ts';

const settings = (rest: string, streams: string) =>
  `mode: paper\ndata: { storeTradesForDays: 7 }\nvenue:\n  mirror: { rest: "${rest}", streams: "${streams}" }\nlimits:\n  instruments: [BTC/USDT, ETH/USDT]\n`;

test('default: the whole desk on a real exchange’s prices, which says so; stale and denying once they stop', async () => {
  await using home = temporaryHome();
  const script = scriptedMarket({ clock: { now: () => Date.now() } });
  const exchange = await startSimulatedVenue({
    ...{ market: script.market, clock: script.clock, folder: join(home.path, 'exchange'), keys: [] },
  });
  await using _ = exchange;
  writeFileSync(join(home.path, 'config.yaml'), settings(exchange.restOrigin, exchange.wsOrigin));
  await using desk = await startDeskProcess(home.path);
  const read = async (): Promise<StateView> => (await desk.api('/api/state')).body as StateView;
  const live = await until('a live feed', async () => {
    const state = await read();
    return state.market.feed.state === 'live' && state;
  });
  expect(live).toMatchObject({
    ...{ mode: 'paper', account: 'paper-binance', liveTrading: 'impossible (no keys)' },
    modeNotice: 'PAPER: a real exchange’s prices, simulated fills, no real money',
    market: { kind: 'real', label: 'Binance’s public market' },
  });
  await until('stored trades', async () => {
    script.trade('60000.00', { side: 'sell' });
    const { sources } = (await desk.api('/api/sources')).body as SourcesView;
    return sources.some(({ id, state }) => id === 'trades:binance' && state === 'ok');
  });
  const propose = (): Promise<{ status: number; body: unknown }> =>
    desk.api('/api/proposals', {
      body: { instrument: 'BTC/USDT', side: 'buy', type: 'market', quantity: '0.01', stop: '59000' },
    });
  expect((await propose()).body).toMatchObject({ status: 'awaitingApproval', mode: 'paper' });
  await exchange.close();
  await until('a feed that is stale, and says so', async () => {
    const state = await read();
    return state.market.feed.state !== 'live' && state.market.label.includes('NOT LIVE') && state;
  });
  expect((await propose()).body).toMatchObject({ status: 'denied' });
}, 120_000);

test('error: without internet it starts, says so in words, and denies', async () => {
  await using home = temporaryHome();
  writeFileSync(join(home.path, 'config.yaml'), settings('http://127.0.0.1:1', 'ws://127.0.0.1:1'));
  await using desk = await startDeskProcess(home.path);
  const state = (await desk.api('/api/state')).body as StateView;
  expect(state.market.feed.state).not.toBe('live');
  expect(state.market.label).toContain(
    'NOT LIVE: Binance’s trading rules were never read, so nothing can be traded yet. It is asked again and again',
  );
  expect(state.instruments.map(({ tradable }) => tradable)).toEqual([false, false]);
  const order = { instrument: 'BTC/USDT', side: 'buy', type: 'market', quantity: '0.01', stop: '59000' };
  const { body } = await desk.api('/api/proposals', { body: order });
  expect(JSON.stringify(body)).not.toContain('awaitingApproval');
}, 120_000);
