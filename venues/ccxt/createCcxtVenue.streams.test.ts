import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../test/fixtures/eventually.ts';
import type { Venue, VenueEvent } from '../Venue.ts';
import {
  execution,
  openScriptedVenue,
  rawOrder,
  ref,
  type ScriptedVenue,
} from './testing/openScriptedVenue.ts';

let scripted: ScriptedVenue;
let exchange: ScriptedVenue['exchange'];
let events: ScriptedVenue['events'];
let open: ScriptedVenue['open'];

beforeEach(async () => {
  scripted = await openScriptedVenue();
  ({ exchange, events, open } = scripted);
});

afterEach(() => scripted[Symbol.asyncDispose]());

describe('createCcxtVenue, streams', () => {
  const states = (stream: 'market' | 'account') =>
    events.flatMap((event) => (event.type === 'stream' && event.stream === stream ? [event.state] : []));
  const ofType = <Type extends VenueEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<VenueEvent, { type: Type }> => event.type === type);
  const ticker = (changes: object = {}) => ({
    ...{
      e: '24hrTicker',
      E: Date.now(),
      s: 'BTCUSDT',
      c: '60000.10000000',
      b: '60000',
      B: '1',
      a: '60001',
      A: '2',
    },
    ...{
      C: 1_735_603_200_000,
      o: '1',
      h: '1',
      l: '1',
      v: '1',
      q: '1',
      p: '1',
      P: '1',
      w: '1',
      x: '1',
      Q: '1',
      n: 1,
    },
    ...changes,
  });

  test('default: quotes, trades and bars arrive with their decimals', async () => {
    await eventually(() => expect(exchange.subscribed.size).toBe(9));
    const now = Date.now();
    exchange.tellMarket(ticker({ E: now }));
    exchange.tellMarket({ u: 1, s: 'BTCUSDT', b: '60002.00000000', B: '3', a: '60003', A: '4' });
    exchange.tellMarket({
      e: 'trade',
      E: now + 5,
      s: 'BTCUSDT',
      t: 1,
      p: '60003',
      q: '0.10',
      T: 1_735_603_200_500,
      m: false,
    });
    exchange.tellMarket({
      ...{ e: 'kline', E: now, s: 'BTCUSDT' },
      k: {
        t: 1_735_603_200_000,
        T: 1_735_603_259_999,
        s: 'BTCUSDT',
        i: '1m',
        o: '1.0',
        c: '2.50',
        h: '3',
        l: '0.5',
        v: '9',
        x: true,
      },
    });
    await eventually(() => expect(ofType('bar').length).toBeGreaterThan(0));
    expect(states('market')).toEqual(['connecting', 'live']);
    expect(ofType('quote')[0]?.quote).toMatchObject({
      ...{ bid: '60000', ask: '60001', last: '60000.1', exchangeTime: now, marketTime: 1_735_603_200_000 },
    });
    expect(ofType('quote').at(-1)?.quote).toMatchObject({
      ...{ bid: '60002', ask: '60003', last: '60003', exchangeTime: now + 5, marketTime: 1_735_603_200_500 },
    });
    expect(ofType('trade')[0]).toMatchObject({ price: '60003', quantity: '0.1', at: now + 5 });
    expect(ofType('bar')[0]).toMatchObject({
      ...{ timeframe: '1m', closed: true },
      bar: { ts: 1_735_603_200_000, open: '1', high: '3', low: '0.5', close: '2.5', volume: '9' },
    });
  });

  test('behavior: best prices alone do not make a quote look fresh', async () => {
    await eventually(() => expect(exchange.subscribed.size).toBe(9));
    const old = Date.now() - 8_000;
    exchange.tellMarket(ticker({ E: old }));
    exchange.tellMarket({ u: 1, s: 'BTCUSDT', b: '60002', B: '3', a: '60003', A: '4' });
    await eventually(() => expect(ofType('quote').at(-1)?.quote.bid).toBe('60002'));
    expect(ofType('quote').at(-1)?.quote.exchangeTime).toBe(old);
  });

  test('behavior: own orders, fills and balances arrive, the fill before its order', async () => {
    await eventually(() => expect(states('account')).toEqual(['connecting', 'live']));
    exchange.tellAccount(
      execution({
        x: 'TRADE',
        X: 'FILLED',
        l: '0.50000000',
        z: '0.50000000',
        L: '60000.00000000',
        n: '0.0005',
        N: 'BTC',
        t: 12,
      }),
    );
    exchange.tellAccount({
      e: 'outboundAccountPosition',
      E: 1_700_000_000_000,
      u: 1_700_000_000_000,
      B: [
        { a: 'BTC', f: '0.50000000', l: '0.0' },
        { a: 'USDT', f: '10.50000000', l: '0.0' },
      ],
    });
    await eventually(() => expect(ofType('balances')).toHaveLength(2));
    const own = events.filter((event) => event.type === 'fill' || event.type === 'order');
    expect(own).toMatchObject([
      {
        type: 'fill',
        fill: {
          ...{
            id: '12',
            clientOrderId: 'ord-0123456789abcdef',
            price: '60000',
            quantity: '0.5',
            fee: '0.0005',
          },
          ...{ feeAsset: 'BTC', liquidity: 'taker', side: 'buy', at: 1_700_000_000_000 },
        },
      },
      { type: 'order', report: { status: 'filled', filled: '0.5' } },
    ]);
    expect([...(ofType('balances').at(-1)?.balances ?? [])]).toEqual([
      ['USDT', { free: '10.5', locked: '0' }],
      ['BTC', { free: '0.5', locked: '0' }],
    ]);
  });

  test('behavior: a balance that moved alone is not told; the account is read anew', async () => {
    await eventually(() => expect(states('account')).toEqual(['connecting', 'live']));
    const balances = [{ asset: 'BTC', free: '7', locked: '0' }];
    exchange.on('GET /api/v3/account', () => ({ body: { updateTime: 1_700_000_000_001, balances } }));
    const u = 1_700_000_000_000;
    exchange.tellAccount({ e: 'outboundAccountPosition', E: u, u, B: [{ a: 'BTC', f: '0.5', l: '0' }] });
    await eventually(() => expect(ofType('balances')).toHaveLength(2));
    expect([...(ofType('balances').at(-1)?.balances ?? [])]).toEqual([['BTC', { free: '7', locked: '0' }]]);
  });

  test('behavior: a cancel names the order, not the request', async () => {
    await eventually(() => expect(states('account')).toContain('live'));
    exchange.tellAccount(execution({ x: 'CANCELED', X: 'CANCELED', c: 'made-up', C: ref().clientOrderId }));
    await eventually(() => expect(ofType('order')).toHaveLength(1));
    expect(ofType('order')[0]?.report).toMatchObject({
      clientOrderId: ref().clientOrderId,
      status: 'cancelled',
    });
  });

  test('behavior: a leg that ends because the other trades does not end the order', async () => {
    await eventually(() => expect(states('account')).toContain('live'));
    const stop = { c: 'ord-x-s', g: 9, i: 1, S: 'SELL', o: 'STOP_LOSS', p: '0', P: '59000.0', w: false };
    const target = { c: 'ord-x-t', g: 9, i: 2, S: 'SELL', o: 'LIMIT_MAKER', p: '63000.0' };
    exchange.tellAccount(execution(stop));
    exchange.tellAccount(execution(target));
    exchange.tellAccount(execution({ ...stop, x: 'EXPIRED', X: 'EXPIRED' }));
    exchange.tellAccount(
      execution({
        ...target,
        x: 'TRADE',
        X: 'FILLED',
        l: '0.5',
        z: '0.5',
        L: '63000',
        n: '1',
        N: 'USDT',
        t: 3,
      }),
    );
    await eventually(() => expect(ofType('order')).toHaveLength(4));
    expect(ofType('order').map(({ report }) => [report.clientOrderId, report.status])).toEqual([
      ['ord-x', 'open'],
      ['ord-x', 'open'],
      ['ord-x', 'open'],
      ['ord-x', 'filled'],
    ]);
    expect(ofType('order').at(-1)?.report).toMatchObject({
      type: 'oco',
      price: '63000',
      triggerPrice: '59000',
    });
    expect(ofType('fill')[0]?.fill).toMatchObject({ clientOrderId: 'ord-x', venueOrderId: '2' });
  });

  test('behavior: after a break it subscribes again and sweeps what was missed before it is live', async () => {
    await eventually(() => expect(states('account')).toContain('live'));
    exchange.on('GET /api/v3/openOrders', () => ({ body: [rawOrder()] }));
    exchange.on('GET /api/v3/order', () => ({ body: rawOrder() }));
    exchange.on('GET /api/v3/myTrades', () => ({
      body: [
        {
          ...{
            symbol: 'BTCUSDT',
            id: 5,
            orderId: 77,
            price: '1',
            qty: '1',
            commission: '0',
            commissionAsset: 'BTC',
          },
          ...{ time: Date.now(), isBuyer: true, isMaker: false },
        },
      ],
    }));
    exchange.cut('account');
    await eventually(() => expect(states('account')).toEqual(['connecting', 'live', 'reconnecting', 'live']));
    const swept = events.slice(
      events.findIndex((event) => event.type === 'stream' && event.state === 'reconnecting'),
    );
    const kinds = swept
      .filter((event) => event.type !== 'stream' || event.stream === 'account')
      .map((event) => event.type);
    expect(kinds).toEqual(['stream', 'balances', 'fill', 'order', 'stream']);
    exchange.tellAccount(execution());
    await eventually(() => expect(ofType('order')).toHaveLength(2));
  });

  test('behavior: a terminated account stream is connected anew', async () => {
    await eventually(() => expect(states('account')).toContain('live'));
    exchange.tellAccount({ e: 'eventStreamTerminated', E: 1 });
    await eventually(() => expect(states('account')).toEqual(['connecting', 'live', 'reconnecting', 'live']));
  });

  test('behavior: market data that breaks off is subscribed to again', async () => {
    await eventually(() => expect(exchange.subscribed.size).toBe(9));
    exchange.tellMarket(ticker());
    await eventually(() => expect(states('market')).toContain('live'));
    exchange.subscribed.clear();
    exchange.cut('market');
    await eventually(() => expect(exchange.subscribed.size).toBe(9));
    exchange.tellMarket(ticker());
    await eventually(() => expect(states('market')).toEqual(['connecting', 'live', 'reconnecting', 'live']));
  });

  test('behavior: silence is stale, and the connections are made anew', async () => {
    const other = open({ silenceMs: 600 });
    const seen: VenueEvent[] = [];
    await other.connect((event) => seen.push(event));
    await eventually(() => expect(exchange.marketStreams()).toBe(8));
    exchange.tellMarket(ticker());
    const market = () =>
      seen.flatMap((event) => (event.type === 'stream' && event.stream === 'market' ? [event.state] : []));
    await eventually(() => expect(market()).toEqual(['connecting', 'live', 'stale', 'reconnecting']));
    await eventually(() => expect(exchange.marketStreams()).toBe(8));
    exchange.tellMarket(ticker());
    await eventually(() => expect(market().at(-1)).toBe('live'));
    await other.close();
    await eventually(() => expect(exchange.marketStreams()).toBe(4));
  });

  test('behavior: events that cannot be read are passed over', async () => {
    await eventually(() => expect(states('account')).toContain('live'));
    exchange.tellAccount(execution({ q: 'much' }));
    exchange.tellAccount(execution());
    await eventually(() => expect(ofType('order')).toHaveLength(1));
  });

  test('behavior: a flood of events that cannot be read is one line of the log', async () => {
    const warned: string[] = [];
    const heard: string[] = [];
    await using other = closing(open({ log: { info() {}, warn: (_, text) => warned.push(text) } }));
    await other.venue.connect((event) => heard.push(event.type));
    await eventually(() => expect(heard).toContain('balances'));
    for (let count = 0; count < 50; count += 1) exchange.tellAccount(execution({ q: 'much' }));
    exchange.tellAccount(execution());
    await eventually(() => expect(heard).toContain('order'));
    expect(warned.filter((text) => text.startsWith('unreadable'))).toEqual(['unreadable order event']);
  });
});

function closing(venue: Venue) {
  return { venue, [Symbol.asyncDispose]: () => venue.close() };
}
