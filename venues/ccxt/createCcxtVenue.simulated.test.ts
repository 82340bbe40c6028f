import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintClearedOrder } from '../../domain/ClearedOrder.ts';
import { Decimal } from '../../domain/decimal.ts';
import { accountId, instrumentId, orderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import { createGeneratedMarket } from '../simulated/market/createGeneratedMarket.ts';
import { type SimulatedVenue, startSimulatedVenue } from '../simulated/startSimulatedVenue.ts';
import type { OrderReport, Venue, VenueEvent, VenueFill } from '../Venue.ts';
import { createCcxtVenue } from './createCcxtVenue.ts';
import { letGo } from './testing/letGo.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const events: VenueEvent[] = [];
let server: SimulatedVenue;
let venue: Venue;
let folder: string;
let count = 0;

const reports = (id: string): OrderReport[] =>
  events.flatMap((event) =>
    event.type === 'order' && event.report.clientOrderId === id ? [event.report] : [],
  );
const fills = (id: string): VenueFill[] =>
  events.flatMap((event) => (event.type === 'fill' && event.fill.clientOrderId === id ? [event.fill] : []));

/** A cleared order under an id of its own. */
function order(changes: Partial<OrderIntent>) {
  count += 1;
  const id = `ORD-${String(count).padStart(16, '0')}`;
  return mintClearedOrder({
    id: orderId.parse(id),
    clientOrderId: id.toLowerCase(),
    account: accountId.parse('main'),
    venue: 'simulated',
    instrument: bitcoin,
    role: 'entry',
    proposal: null,
    parent: null,
    side: 'buy',
    type: 'market',
    quantity: '0.01',
    price: null,
    triggerPrice: null,
    targetPrice: null,
    timeInForce: 'gtc',
    reduceOnly: false,
    sendBefore: 9e12,
    createdAt: Date.now(),
    ...changes,
  });
}

/** The last price times a factor, on the tick. */
async function priceTimes(factor: number): Promise<string> {
  const { last } = await venue.fetchQuote(bitcoin);
  return new Decimal(last).times(factor).toFixed(2);
}

/** An order list as another client of the account places it, with ids of the exchange's making. */
async function placeByHand(params: Record<string, string>): Promise<void> {
  const query = new URLSearchParams({ ...params, timestamp: String(Date.now()) }).toString();
  const signature = createHmac('sha256', 'secret').update(query).digest('hex');
  const answer = await fetch(`${server.restOrigin}/api/v3/orderList/oco?${query}&signature=${signature}`, {
    method: 'POST',
    headers: { 'X-MBX-APIKEY': 'key' },
  });
  if (!answer.ok) throw new Error(await answer.text());
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ccxt-simulated-'));
  server = await startSimulatedVenue({
    market: createGeneratedMarket({ seed: 7 }),
    folder,
    keys: [{ key: 'key', secret: 'secret' }],
  });
  venue = createCcxtVenue({
    id: 'simulated',
    label: 'Simulated venue',
    exchange: 'binance',
    simulated: true,
    credentials: { apiKey: 'key', secret: 'secret' },
    redirect: { rest: server.restOrigin, ws: server.wsOrigin },
    clock: { now: () => Date.now() },
  });
  await venue.connect((event) => events.push(event));
  await eventually(() =>
    expect(events).toContainEqual(expect.objectContaining({ stream: 'account', state: 'live' })),
  );
});

afterAll(async () => {
  await venue.close();
  await server.close();
  await rm(folder, { recursive: true });
});

describe('the ccxt venue on the simulated venue', () => {
  test('default: knows its instruments, bars, quotes and balances', async () => {
    expect([...venue.instruments.keys()]).toEqual(['BTC/USDT', 'ETH/USDT', 'SOL/USDT']);
    expect(venue.instruments.get(bitcoin)?.orderTypes.toSorted()).toEqual(
      ['limit', 'market', 'oco', 'postOnly', 'stop', 'stopLimit', 'takeProfit'].toSorted(),
    );
    expect(venue.timeframes).toEqual(['1m', '5m', '15m', '1h', '4h', '1d']);
    const bars = await venue.fetchBars(bitcoin, '1h', { limit: 1_000 });
    expect(bars).toHaveLength(1_000);
    const quote = await venue.fetchQuote(bitcoin);
    expect(Number(quote.bid)).toBeLessThan(Number(quote.ask));
    expect(Math.abs(Date.now() - quote.exchangeTime)).toBeLessThan(20_000);
    const book = await venue.fetchBook(bitcoin, 10);
    expect(book.bids.length).toBeGreaterThan(1);
    expect(Object.fromEntries(await venue.fetchBalances())).toMatchObject({ USDT: { locked: '0' } });
  });

  test('behavior: streams quotes, trades and bars of every instrument', async () => {
    for (const id of venue.instruments.keys()) {
      await eventually(() => {
        const types = events.flatMap((event) => {
          if (event.type === 'quote') return event.quote.instrument === id ? ['quote'] : [];
          return event.type === 'trade' || event.type === 'bar'
            ? event.instrument === id
              ? [event.type]
              : []
            : [];
        });
        expect(new Set(types)).toEqual(new Set(['quote', 'trade', 'bar']));
      });
    }
  });

  test('behavior: a market order fills; stream and REST tell the same fills', async () => {
    const since = Date.now() - 5_000;
    const sent = order({ quantity: '0.02' });
    expect(await venue.sendOrder(sent, letGo)).toMatchObject({
      kind: 'accepted',
      report: { status: 'filled', filled: '0.02' },
    });
    await eventually(() => expect(reports(sent.clientOrderId).at(-1)?.status).toBe('filled'));
    const asked = (await venue.fetchFills(bitcoin, since)).filter(
      (fill) => fill.clientOrderId === sent.clientOrderId,
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(fills(sent.clientOrderId)).toEqual(asked);
    const total = asked.reduce((sum, fill) => sum.plus(fill.quantity), new Decimal(0));
    expect(total.toString()).toBe('0.02');
    expect(await venue.fetchOrder({ ...sent })).toMatchObject({ status: 'filled' });
    await eventually(() => {
      const balances = events.findLast((event) => event.type === 'balances');
      expect(Number(balances?.balances.get('BTC')?.free)).toBeGreaterThan(0.019);
    });
  });

  test('behavior: a capped market order takes what the cap allows and no more', async () => {
    const sent = order({ quantity: '0.01', price: await priceTimes(0.9) });
    const outcome = await venue.sendOrder(sent, letGo);
    expect(outcome).toMatchObject({ kind: 'accepted', report: { status: 'expired', filled: '0' } });
  });

  test('behavior: a limit order rests, is found, and is cancelled', async () => {
    const sent = order({ type: 'limit', price: await priceTimes(0.8), quantity: '0.01' });
    expect(await venue.sendOrder(sent, letGo)).toMatchObject({
      kind: 'accepted',
      report: { status: 'open', type: 'limit' },
    });
    expect((await venue.fetchOpenOrders()).map((open) => open.clientOrderId)).toContain(sent.clientOrderId);
    expect(await venue.cancelOrder(sent)).toBe('requested');
    await eventually(() =>
      expect(reports(sent.clientOrderId).map((report) => report.status)).toEqual(['open', 'cancelled']),
    );
    expect(await venue.fetchOrder(sent)).toMatchObject({ status: 'cancelled' });
    expect(await venue.cancelOrder(sent)).toBe('gone');
  });

  test.each<[OrderIntent['type'], Partial<Record<'price' | 'triggerPrice' | 'targetPrice', number>>]>([
    ['postOnly', { price: 1.2 }],
    ['stop', { triggerPrice: 0.8 }],
    ['stopLimit', { triggerPrice: 0.8, price: 0.79 }],
    ['takeProfit', { triggerPrice: 1.2 }],
    ['oco', { triggerPrice: 0.8, targetPrice: 1.2 }],
    ['oco', { triggerPrice: 0.8, price: 0.79, targetPrice: 1.2 }],
  ])('behavior: a %s sell at %o rests, is found again and cancelled', async (type, factors) => {
    await venue.sendOrder(order({ quantity: '0.01' }), letGo);
    const prices: Partial<OrderIntent> = {};
    for (const [name, factor] of Object.entries(factors))
      Object.assign(prices, { [name]: await priceTimes(factor) });
    const sent = order({ side: 'sell', type, quantity: '0.005', ...prices });
    const outcome = await venue.sendOrder(sent, letGo);
    expect(outcome).toMatchObject({
      kind: 'accepted',
      report: { clientOrderId: sent.clientOrderId, type, status: 'open' },
    });
    const found = (await venue.fetchOpenOrders()).find((open) => open.clientOrderId === sent.clientOrderId);
    expect(found).toMatchObject({ type, side: 'sell', quantity: '0.005', filled: '0', status: 'open' });
    expect(await venue.fetchOrder(sent)).toMatchObject({ type, status: 'open' });
    if (prices.triggerPrice) expect(Number(found?.triggerPrice)).toBe(Number(prices.triggerPrice));
    await eventually(() => expect(reports(sent.clientOrderId).at(-1)?.status).toBe('open'));
    expect(await venue.cancelOrder(sent)).toBe('requested');
    await eventually(() => expect(reports(sent.clientOrderId).at(-1)?.status).toBe('cancelled'));
    expect(await venue.fetchOrder(sent)).toMatchObject({ status: 'cancelled' });
    expect(await venue.cancelOrder(sent)).toBe('gone');
  });

  test('behavior: an OCO that somebody else placed is listed, and cancelled with both its legs', async () => {
    await venue.sendOrder(order({ quantity: '0.01' }), letGo);
    const free = async () => Number((await venue.fetchBalances()).get('BTC')?.free ?? 0);
    const before = await free();
    await placeByHand({
      ...{ symbol: 'BTCUSDT', side: 'SELL', quantity: '0.005' },
      ...{ aboveType: 'LIMIT_MAKER', abovePrice: await priceTimes(1.2) },
      ...{ belowType: 'STOP_LOSS', belowStopPrice: await priceTimes(0.8) },
    });
    const isIt = ({ type, quantity }: OrderReport) => type === 'oco' && quantity === '0.005';
    const found = (await venue.fetchOpenOrders()).find(isIt);
    if (found === undefined) throw new Error('The OCO is not listed');
    expect(await free()).toBeCloseTo(before - 0.005, 8);
    expect(await venue.cancelOrder(found)).toBe('requested');
    expect((await venue.fetchOpenOrders()).find(isIt)).toBeUndefined();
    expect(await free()).toBeCloseTo(before, 8);
    expect(await venue.cancelOrder(found)).toBe('gone');
  });

  test('behavior: refusals are told apart', async () => {
    const huge = order({ quantity: '500' });
    expect(await venue.sendOrder(huge, letGo)).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(/balance/),
    });
    expect(await venue.fetchOrder(huge)).toBe('absent');
    expect(await venue.cancelOrder(huge)).toBe('gone');
    const small = order({ type: 'limit', quantity: '0.00001', price: await priceTimes(0.9) });
    expect(await venue.sendOrder(small, letGo)).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(/NOTIONAL/),
    });
    const list = order({ type: 'oco' });
    expect(await venue.fetchOrder(list)).toBe('absent');
    const resting = order({ type: 'limit', price: await priceTimes(0.8), quantity: '0.01' });
    await venue.sendOrder(resting, letGo);
    expect(await venue.sendOrder(resting, letGo)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/Duplicate/i),
    });
    await venue.cancelOrder(resting);
  });

  test('error: wrong keys are a setting, not an outage', async () => {
    const stranger = createCcxtVenue({
      ...{ id: 'simulated', label: 'Simulated venue', exchange: 'binance', simulated: true },
      credentials: { apiKey: 'key', secret: 'wrong' },
      redirect: { rest: server.restOrigin, ws: server.wsOrigin },
      clock: { now: () => Date.now() },
    });
    await expect(stranger.connect(() => {})).rejects.toMatchObject({ code: 'venue.misconfigured' });
    await stranger.close();
  });
});
