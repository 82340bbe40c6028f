import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mintClearedOrder } from '../../domain/ClearedOrder.ts';
import { accountId, instrumentId, orderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { OrderRef, Venue, VenueEvent } from '../Venue.ts';
import { type CcxtVenueParams, createCcxtVenue } from './createCcxtVenue.ts';
import {
  type Script,
  type ScriptedExchange,
  startScriptedExchange,
} from './testing/startScriptedExchange.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
let exchange: ScriptedExchange;
let venue: Venue;
let events: VenueEvent[];

const basic: OrderIntent = {
  id: orderId.parse('ORD-0123456789ABCDEF'),
  clientOrderId: 'ord-0123456789abcdef',
  account: accountId.parse('main'),
  venue: 'simulated',
  instrument: bitcoin,
  role: 'entry',
  proposal: null,
  parent: null,
  side: 'buy',
  type: 'limit',
  quantity: '0.5',
  price: '60000.5',
  triggerPrice: null,
  targetPrice: null,
  timeInForce: 'gtc',
  reduceOnly: false,
  sendBefore: 2e12,
  createdAt: 1e12,
};

function intent(changes: Partial<OrderIntent> = {}) {
  return mintClearedOrder({ ...basic, ...changes });
}

function ref(type: OrderRef['type'] = 'limit'): OrderRef {
  return { instrument: bitcoin, clientOrderId: basic.clientOrderId, type };
}

function rawOrder(changes: Record<string, unknown> = {}) {
  return {
    symbol: 'BTCUSDT',
    orderId: 77,
    orderListId: -1,
    clientOrderId: basic.clientOrderId,
    price: '60000.50000000',
    origQty: '0.50000000',
    executedQty: '0.00000000',
    status: 'NEW',
    type: 'LIMIT',
    side: 'BUY',
    stopPrice: '0.00000000',
    isWorking: true,
    updateTime: 1_700_000_000_000,
    ...changes,
  };
}

function execution(changes: Record<string, unknown> = {}) {
  return {
    ...{ e: 'executionReport', E: 1_700_000_000_001, s: 'BTCUSDT', c: basic.clientOrderId, C: '', g: -1 },
    ...{
      S: 'BUY',
      o: 'LIMIT',
      f: 'GTC',
      q: '0.50000000',
      p: '60000.50000000',
      P: '0.00000000',
      x: 'NEW',
      X: 'NEW',
    },
    ...{
      r: 'NONE',
      i: 77,
      l: '0.00000000',
      z: '0.00000000',
      L: '0.00000000',
      n: '0',
      N: null,
      T: 1_700_000_000_000,
    },
    ...{ t: -1, w: true, m: false, O: 1_700_000_000_000, Z: '0.00000000', Y: '0.00000000', Q: '0.00000000' },
    ...changes,
  };
}

const refused = (code: number, msg: string): Script => ({ status: 400, body: { code, msg } });

function sent(route: string) {
  return exchange.requests.filter((request) => request.route === route);
}

function open(changes: Partial<CcxtVenueParams> = {}): Venue {
  return createCcxtVenue({
    id: 'simulated',
    label: 'Simulated venue',
    exchange: 'binance',
    simulated: true,
    credentials: { apiKey: 'key', secret: 'secret' },
    redirect: { rest: exchange.restOrigin, ws: exchange.wsOrigin },
    clock: { now: () => Date.now() },
    timeoutMs: 400,
    backoffMs: 20,
    ...changes,
  });
}

beforeEach(async () => {
  exchange = await startScriptedExchange();
  events = [];
  venue = open();
  await venue.connect((event) => events.push(event));
});

afterEach(async () => {
  await venue.close();
  await exchange[Symbol.asyncDispose]();
});

describe('createCcxtVenue, connecting', () => {
  test('default: reads instruments, fees and the clock through the redirect', () => {
    expect([...venue.instruments.values()]).toEqual([
      {
        id: 'BTC/USDT',
        base: 'BTC',
        quote: 'USDT',
        tradable: true,
        priceTick: '0.01',
        quantityStep: '0.00001',
        minQuantity: '0.00001',
        maxQuantity: '9000',
        minNotional: '5',
        makerFee: '0.0008',
        takerFee: '0.001',
        orderTypes: ['limit', 'postOnly', 'market', 'stop', 'stopLimit', 'takeProfit', 'oco'],
        timeInForce: ['gtc', 'ioc', 'fok'],
      },
    ]);
    expect(Math.abs(venue.clockOffsetMs)).toBeLessThan(500);
    expect(sent('GET /api/v3/account')[0]).toMatchObject({ key: 'key' });
  });

  test('behavior: knows how far the venue’s clock is ahead, and signs by it', async () => {
    exchange.on('GET /api/v3/time', () => ({ body: { serverTime: Date.now() + 60_000 } }));
    const other = open();
    await other.connect(() => {});
    exchange.on('GET /api/v3/order', () => ({ body: rawOrder() }));
    await other.fetchOrder(ref());
    await other.close();
    expect(other.clockOffsetMs).toBeGreaterThan(59_000);
    expect(other.clockOffsetMs).toBeLessThan(61_000);
    const stamp = Number(sent('GET /api/v3/order')[0]?.params.timestamp);
    expect(stamp - Date.now()).toBeGreaterThan(59_000);
  });

  test('behavior: offers only the bar lengths that the venue has', async () => {
    exchange.on('GET /api/v3/klines', ({ interval }) =>
      interval === '1m' ? refused(-1120, 'Invalid interval.') : { body: [] },
    );
    const other = open();
    await other.connect(() => {});
    await other.close();
    expect(other.timeframes).toEqual(['5m', '15m', '1h', '4h', '1d']);
    expect(venue.timeframes).toEqual(['1m', '5m', '15m', '1h', '4h', '1d']);
  });

  test('error: a venue that cannot be asked is no empty venue', async () => {
    exchange.on('GET /api/v3/time', () => 'drop');
    const other = open();
    await expect(other.connect(() => {})).rejects.toMatchObject({
      name: 'VenueError',
      code: 'venue.unreachable',
    });
    await other.close();
  });

  test('error: an instrument that the venue lacks, and calls before connecting', async () => {
    const other = open({ instruments: [instrumentId.parse('XYZ/USDT')] });
    await expect(other.connect(() => {})).rejects.toThrow(/does not trade XYZ\/USDT/);
    await expect(other.fetchBalances()).rejects.toThrow(/not connected/);
    expect(await other.sendOrder(intent())).toMatchObject({ kind: 'misconfigured' });
    await other.close();
  });
});

describe('createCcxtVenue, sending', () => {
  test('default: sends an order once, under its own id, with exact amounts', async () => {
    exchange.on('POST /api/v3/order', () => ({ body: rawOrder({ transactTime: 1_700_000_000_000 }) }));
    const outcome = await venue.sendOrder(intent({ quantity: '0.500009', price: '60000.509' }));
    expect(outcome).toEqual({
      kind: 'accepted',
      report: {
        instrument: 'BTC/USDT',
        clientOrderId: 'ord-0123456789abcdef',
        venueOrderId: '77',
        status: 'open',
        side: 'buy',
        type: 'limit',
        quantity: '0.5',
        filled: '0',
        price: '60000.5',
        triggerPrice: null,
        at: 1_700_000_000_000,
      },
    });
    const { timestamp, signature, recvWindow, ...params } = sent('POST /api/v3/order')[0]?.params ?? {};
    expect(params).toEqual({
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity: '0.50000',
      price: '60000.50',
      newClientOrderId: 'ord-0123456789abcdef',
      newOrderRespType: 'RESULT',
    });
    expect([timestamp, signature, recvWindow].every((value) => value !== undefined)).toBe(true);
  });

  test.each<[string, Script, string, RegExp]>([
    [
      'a refusal',
      refused(-2010, 'Account has insufficient balance for requested action.'),
      'rejected',
      /insufficient/,
    ],
    ['a filter', refused(-1013, 'Filter failure: NOTIONAL'), 'rejected', /NOTIONAL/],
    ['a repeated id', refused(-2010, 'Duplicate order sent.'), 'unknown', /Duplicate/],
    [
      'wrong keys',
      { status: 401, body: { code: -2014, msg: 'API-key format invalid.' } },
      'misconfigured',
      /API-key/,
    ],
    [
      'a rate limit',
      { status: 429, body: { code: -1003, msg: 'Too many requests' } },
      'retryLater',
      /Too many/,
    ],
    ['a ban', { status: 418, body: { code: -1003, msg: 'banned' } }, 'retryLater', /banned/],
    [
      'a wrong clock',
      refused(-1021, 'Timestamp for this request is outside of the recvWindow.'),
      'retryLater',
      /recvW/,
    ],
    ['an unknown code', refused(-9999, 'Something new'), 'unknown', /Something new/],
    [
      'a backend time-out',
      { status: 408, body: { code: -1007, msg: 'Timeout waiting' } },
      'unknown',
      /Timeout/,
    ],
    ['an overload', { status: 503, body: { code: -1000, msg: 'Unknown error' } }, 'unknown', /Unknown error/],
    ['a 502 page', { status: 502, body: '<html>Bad gateway</html>' }, 'unknown', /502/],
    ['a page instead of an answer', { body: '<html>Welcome</html>' }, 'unknown', /no order report/],
    ['a cut connection', 'drop', 'unknown', /./],
    ['silence', 'hang', 'unknown', /timed out/],
    ['half an answer', 'half', 'unknown', /./],
  ])('behavior: %s is an outcome, and the order is sent only once', async (_, script, kind, reason) => {
    exchange.on('POST /api/v3/order', () => script);
    const outcome = await venue.sendOrder(intent());
    expect(outcome).toMatchObject({ kind, reason: expect.stringMatching(reason) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent('POST /api/v3/order')).toHaveLength(1);
  });

  test('behavior: an OCO goes out as one list whose legs name their parent', async () => {
    exchange.on('POST /api/v3/orderList/oco', (params) => ({
      body: {
        orderListId: 9,
        listClientOrderId: params.listClientOrderId,
        symbol: 'BTCUSDT',
        orders: [{ clientOrderId: params.belowClientOrderId }, { clientOrderId: params.aboveClientOrderId }],
        orderReports: [
          rawOrder({
            ...{ orderId: 1, orderListId: 9, clientOrderId: params.belowClientOrderId, price: '0.00000000' },
            ...{ stopPrice: '59000.00000000', type: 'STOP_LOSS', side: 'SELL', isWorking: false },
          }),
          rawOrder({
            ...{
              orderId: 2,
              orderListId: 9,
              clientOrderId: params.aboveClientOrderId,
              price: '63000.00000000',
            },
            ...{ type: 'LIMIT_MAKER', side: 'SELL' },
          }),
        ],
      },
    }));
    const order = intent({
      type: 'oco',
      side: 'sell',
      price: null,
      triggerPrice: '59000',
      targetPrice: '63000',
    });
    expect(await venue.sendOrder(order)).toMatchObject({
      kind: 'accepted',
      report: {
        clientOrderId: 'ord-0123456789abcdef',
        venueOrderId: '9',
        type: 'oco',
        status: 'open',
        price: '63000',
        triggerPrice: '59000',
      },
    });
    expect(sent('POST /api/v3/orderList/oco')[0]?.params).toMatchObject({
      aboveType: 'LIMIT_MAKER',
      abovePrice: '63000.00',
      aboveClientOrderId: 'ord-0123456789abcdef-t',
      belowType: 'STOP_LOSS',
      belowStopPrice: '59000.00',
      belowClientOrderId: 'ord-0123456789abcdef-s',
    });
  });

  test('error: an order that cannot be written is rejected and not sent', async () => {
    const cases = [
      intent({ quantity: '0.000001' }),
      intent({ price: null }),
      intent({ type: 'stop' }),
      intent({ instrument: instrumentId.parse('XYZ/USDT') }),
    ];
    for (const order of cases) expect(await venue.sendOrder(order)).toMatchObject({ kind: 'rejected' });
    expect(sent('POST /api/v3/order')).toEqual([]);
  });
});

describe('createCcxtVenue, asking', () => {
  test('default: finds an order by its client order id', async () => {
    exchange.on('GET /api/v3/order', () => ({
      body: rawOrder({ status: 'PARTIALLY_FILLED', executedQty: '0.1' }),
    }));
    expect(await venue.fetchOrder(ref())).toMatchObject({ status: 'partiallyFilled', filled: '0.1' });
    expect(sent('GET /api/v3/order')[0]?.params.origClientOrderId).toBe('ord-0123456789abcdef');
  });

  test('behavior: absent only on the exchange’s own word', async () => {
    exchange.on('GET /api/v3/order', () => refused(-2013, 'Order does not exist.'));
    expect(await venue.fetchOrder(ref())).toBe('absent');
  });

  test.each<[string, Script]>([
    ['a cut connection', 'drop'],
    ['silence', 'hang'],
    ['a 502 page', { status: 502, body: '<html>Bad gateway</html>' }],
    ['a 404 page', { status: 404, body: '<html>Not here</html>' }],
    ['a page instead of an answer', { body: '<html>Welcome</html>' }],
    ['another refusal', refused(-1102, 'Mandatory parameter missing')],
    ['an order in a state nobody knows', { body: rawOrder({ status: 'DREAMING' }) }],
    ['a price that is no decimal', { body: rawOrder({ price: '1e5' }) }],
  ])('error: %s is not “absent”', async (_, script) => {
    exchange.on('GET /api/v3/order', () => script);
    await expect(venue.fetchOrder(ref())).rejects.toMatchObject({ name: 'VenueError' });
  });

  test('behavior: a cancel is requested, or the order is gone, or it could not be asked', async () => {
    exchange.on('DELETE /api/v3/order', () => ({ body: rawOrder({ status: 'CANCELED' }) }));
    expect(await venue.cancelOrder(ref())).toBe('requested');
    exchange.on('DELETE /api/v3/order', () => refused(-2011, 'Unknown order sent.'));
    expect(await venue.cancelOrder(ref())).toBe('gone');
    exchange.on('DELETE /api/v3/order', () => refused(-2011, 'This action is disabled on this account.'));
    await expect(venue.cancelOrder(ref())).rejects.toMatchObject({ code: 'venue.misconfigured' });
    exchange.on('DELETE /api/v3/order', () => 'drop');
    await expect(venue.cancelOrder(ref())).rejects.toMatchObject({ code: 'venue.unreachable' });
  });

  test('behavior: open orders, the legs of a list as one', async () => {
    const leg = { orderListId: 9, side: 'SELL' };
    exchange.on('GET /api/v3/openOrders', () => ({
      body: [
        rawOrder(),
        rawOrder({
          ...leg,
          orderId: 1,
          clientOrderId: 'ord-x-s',
          type: 'STOP_LOSS',
          stopPrice: '59000',
          isWorking: false,
        }),
        rawOrder({ ...leg, orderId: 2, clientOrderId: 'ord-x-t', type: 'LIMIT_MAKER' }),
        rawOrder({ symbol: 'DOGEUSDT' }),
      ],
    }));
    const open = await venue.fetchOpenOrders();
    expect(open.map((order) => [order.clientOrderId, order.type, order.status])).toEqual([
      ['ord-0123456789abcdef', 'limit', 'open'],
      ['ord-x', 'oco', 'open'],
    ]);
  });

  test('behavior: fills name the client order id, asked for where it is not known', async () => {
    const now = Date.now();
    const trade = {
      ...{ symbol: 'BTCUSDT', id: 5, orderId: 77, price: '60000.10000000', qty: '0.20000000' },
      ...{
        commission: '0.00020000',
        commissionAsset: 'BTC',
        time: now - 1_000,
        isBuyer: true,
        isMaker: false,
      },
    };
    exchange.on('GET /api/v3/myTrades', () => ({
      body: [trade, { ...trade, id: 6, orderId: 88, isMaker: true }],
    }));
    exchange.on('GET /api/v3/order', ({ orderId: id }) => ({
      body: rawOrder({ orderId: id, ...(id === '88' ? { clientOrderId: 'ord-y-t', orderListId: 3 } : {}) }),
    }));
    const fills = await venue.fetchFills(bitcoin, now - 60_000);
    expect(fills).toEqual([
      {
        ...{
          id: '5',
          clientOrderId: 'ord-0123456789abcdef',
          venueOrderId: '77',
          instrument: 'BTC/USDT',
          side: 'buy',
        },
        ...{
          price: '60000.1',
          quantity: '0.2',
          fee: '0.0002',
          feeAsset: 'BTC',
          liquidity: 'taker',
          at: now - 1_000,
        },
      },
      expect.objectContaining({ id: '6', clientOrderId: 'ord-y', liquidity: 'maker' }),
    ]);
    await venue.fetchFills(bitcoin, now - 60_000);
    expect(sent('GET /api/v3/order')).toHaveLength(2);
  });

  test('behavior: reads all fills of a long time page by page, each once', async () => {
    const all = Array.from({ length: 2_300 }, (_, index) => ({
      ...{
        symbol: 'BTCUSDT',
        id: index,
        orderId: 77,
        price: '1',
        qty: '1',
        commission: '0',
        commissionAsset: 'BTC',
      },
      ...{ time: Date.now() - 40 * 86_400_000 + index, isBuyer: true, isMaker: false },
    }));
    exchange.on('GET /api/v3/myTrades', ({ fromId }) => ({
      body: all.slice(Number(fromId), Number(fromId) + 1_000),
    }));
    exchange.on('GET /api/v3/order', () => ({ body: rawOrder() }));
    const fills = await venue.fetchFills(bitcoin, 0);
    expect(fills.map((fill) => fill.id)).toEqual(all.map((trade) => String(trade.id)));
  });

  test('behavior: balances, book and quote, dated by when they were asked for', async () => {
    expect([...(await venue.fetchBalances())]).toEqual([
      ['USDT', { free: '1000.5', locked: '0' }],
      ['BTC', { free: '0', locked: '0.25' }],
    ]);
    exchange.on('GET /api/v3/depth', () => ({
      body: {
        lastUpdateId: 1,
        bids: [['60000.10000000', '1.50000000']],
        asks: [['60000.20000000', '2.00000000']],
      },
    }));
    exchange.on('GET /api/v3/ticker/24hr', () => ({
      body: {
        ...{ symbol: 'BTCUSDT', bidPrice: '60000.1', bidQty: '1', askPrice: '60000.2', askQty: '2' },
        ...{ lastPrice: '60000.20000000', closeTime: Date.now() },
      },
    }));
    const asked = Date.now();
    const book = await venue.fetchBook(bitcoin, 5);
    expect(book).toMatchObject({ bids: [['60000.1', '1.5']], asks: [['60000.2', '2']] });
    expect(Math.abs(book.exchangeTime - asked)).toBeLessThan(600);
    expect(await venue.fetchQuote(bitcoin)).toMatchObject({
      bid: '60000.1',
      ask: '60000.2',
      last: '60000.2',
    });
  });

  test('behavior: bars come as the exchange wrote them, more than a page if asked', async () => {
    const all = Array.from({ length: 2_500 }, (_, index) => [
      index * 60_000,
      '10.50000000',
      '11',
      '9.5',
      '10.25',
      '3.10',
      0,
    ]);
    exchange.on('GET /api/v3/klines', ({ startTime, endTime, limit }) => {
      const inRange = all.filter(
        ([ts]) =>
          Number(ts) >= Number(startTime ?? 0) && Number(ts) <= Number(endTime ?? Number.MAX_SAFE_INTEGER),
      );
      return {
        body: startTime === undefined ? inRange.slice(-Number(limit)) : inRange.slice(0, Number(limit)),
      };
    });
    const last = await venue.fetchBars(bitcoin, '1m', { limit: 2_200 });
    expect(last.map((bar) => bar.ts)).toEqual(all.slice(-2_200).map(([ts]) => ts));
    expect(last[0]).toMatchObject({ open: '10.5', high: '11', low: '9.5', close: '10.25', volume: '3.1' });
    const first = await venue.fetchBars(bitcoin, '1m', { from: 60_000, limit: 1_500 });
    expect(first.map((bar) => bar.ts)).toEqual(all.slice(1, 1_501).map(([ts]) => ts));
    expect(await venue.fetchBars(bitcoin, '1m', { from: 60_000, to: 180_000, limit: 1_500 })).toHaveLength(3);
  });
});

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
    await vi.waitFor(() => expect(exchange.subscribed.size).toBe(9));
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
        t: 60_000,
        T: 119_999,
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
    await vi.waitFor(() => expect(ofType('bar').length).toBeGreaterThan(0));
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
      bar: { ts: 60_000, open: '1', high: '3', low: '0.5', close: '2.5', volume: '9' },
    });
  });

  test('behavior: best prices alone do not make a quote look fresh', async () => {
    await vi.waitFor(() => expect(exchange.subscribed.size).toBe(9));
    const old = Date.now() - 8_000;
    exchange.tellMarket(ticker({ E: old }));
    exchange.tellMarket({ u: 1, s: 'BTCUSDT', b: '60002', B: '3', a: '60003', A: '4' });
    await vi.waitFor(() => expect(ofType('quote').at(-1)?.quote.bid).toBe('60002'));
    expect(ofType('quote').at(-1)?.quote.exchangeTime).toBe(old);
  });

  test('behavior: own orders, fills and balances arrive, the fill before its order', async () => {
    await vi.waitFor(() => expect(states('account')).toEqual(['connecting', 'live']));
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
      E: 1,
      u: 1,
      B: [{ a: 'BTC', f: '0.50000000', l: '0.0' }],
    });
    await vi.waitFor(() => expect(ofType('balances')).toHaveLength(2));
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
      ['USDT', { free: '1000.5', locked: '0' }],
      ['BTC', { free: '0.5', locked: '0' }],
    ]);
  });

  test('behavior: a cancel names the order, not the request', async () => {
    await vi.waitFor(() => expect(states('account')).toContain('live'));
    exchange.tellAccount(execution({ x: 'CANCELED', X: 'CANCELED', c: 'made-up', C: basic.clientOrderId }));
    await vi.waitFor(() => expect(ofType('order')).toHaveLength(1));
    expect(ofType('order')[0]?.report).toMatchObject({
      clientOrderId: basic.clientOrderId,
      status: 'cancelled',
    });
  });

  test('behavior: a leg that ends because the other trades does not end the order', async () => {
    await vi.waitFor(() => expect(states('account')).toContain('live'));
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
    await vi.waitFor(() => expect(ofType('order')).toHaveLength(4));
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
    await vi.waitFor(() => expect(states('account')).toContain('live'));
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
    await vi.waitFor(
      () => expect(states('account')).toEqual(['connecting', 'live', 'reconnecting', 'live']),
      5_000,
    );
    const swept = events.slice(
      events.findIndex((event) => event.type === 'stream' && event.state === 'reconnecting'),
    );
    const kinds = swept
      .filter((event) => event.type !== 'stream' || event.stream === 'account')
      .map((event) => event.type);
    expect(kinds).toEqual(['stream', 'balances', 'fill', 'order', 'stream']);
    exchange.tellAccount(execution());
    await vi.waitFor(() => expect(ofType('order')).toHaveLength(2));
  });

  test('behavior: a terminated account stream is connected anew', async () => {
    await vi.waitFor(() => expect(states('account')).toContain('live'));
    exchange.tellAccount({ e: 'eventStreamTerminated', E: 1 });
    await vi.waitFor(
      () => expect(states('account')).toEqual(['connecting', 'live', 'reconnecting', 'live']),
      5_000,
    );
  });

  test('behavior: market data that breaks off is subscribed to again', async () => {
    await vi.waitFor(() => expect(exchange.subscribed.size).toBe(9));
    exchange.tellMarket(ticker());
    await vi.waitFor(() => expect(states('market')).toContain('live'));
    exchange.subscribed.clear();
    exchange.cut('market');
    await vi.waitFor(() => expect(exchange.subscribed.size).toBe(9), 5_000);
    exchange.tellMarket(ticker());
    await vi.waitFor(() => expect(states('market')).toEqual(['connecting', 'live', 'reconnecting', 'live']));
  });

  test('behavior: silence is stale, and the connections are made anew', async () => {
    const other = open({ silenceMs: 600 });
    const seen: VenueEvent[] = [];
    await other.connect((event) => seen.push(event));
    await vi.waitFor(() => expect(exchange.marketStreams()).toBe(8));
    exchange.tellMarket(ticker());
    const market = () =>
      seen.flatMap((event) => (event.type === 'stream' && event.stream === 'market' ? [event.state] : []));
    await vi.waitFor(() => expect(market()).toEqual(['connecting', 'live', 'stale', 'reconnecting']), 5_000);
    await vi.waitFor(() => expect(exchange.marketStreams()).toBe(8), 5_000);
    exchange.tellMarket(ticker());
    await vi.waitFor(() => expect(market().at(-1)).toBe('live'));
    await other.close();
    await vi.waitFor(() => expect(exchange.marketStreams()).toBe(4), 5_000);
  });

  test('behavior: events that cannot be read are passed over', async () => {
    await vi.waitFor(() => expect(states('account')).toContain('live'));
    exchange.tellAccount(execution({ q: 'much' }));
    exchange.tellAccount(execution());
    await vi.waitFor(() => expect(ofType('order')).toHaveLength(1));
  });
});
