import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  bitcoin,
  openScriptedVenue,
  rawOrder,
  ref,
  refused,
  type ScriptedVenue,
} from './testing/openScriptedVenue.ts';
import type { Script } from './testing/startScriptedExchange.ts';

let scripted: ScriptedVenue;
let exchange: ScriptedVenue['exchange'];
let venue: ScriptedVenue['venue'];
let sent: ScriptedVenue['sent'];

beforeEach(async () => {
  scripted = await openScriptedVenue();
  ({ exchange, venue, sent } = scripted);
});

afterEach(() => scripted[Symbol.asyncDispose]());

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

  test.each(['{"symbol":"BTCU', '<html>Bad gateway</html>', []])(
    'error: what cannot be read acknowledges no cancel: %s',
    async (body) => {
      exchange.on('DELETE /api/v3/order', () => ({ body }));
      exchange.on('DELETE /api/v3/orderList', () => ({ body }));
      await expect(venue.cancelOrder(ref())).rejects.toMatchObject({ code: 'venue.badAnswer' });
      await expect(venue.cancelOrder(ref('oco'))).rejects.toMatchObject({ code: 'venue.badAnswer' });
    },
  );

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
    const start = 1_735_603_200_000;
    const all = Array.from({ length: 2_500 }, (_, index) => [
      start + index * 60_000,
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
    const first = await venue.fetchBars(bitcoin, '1m', { from: start + 60_000, limit: 1_500 });
    expect(first.map((bar) => bar.ts)).toEqual(all.slice(1, 1_501).map(([ts]) => ts));
    const range = { from: start + 60_000, to: start + 180_000, limit: 1_500 };
    expect(await venue.fetchBars(bitcoin, '1m', range)).toHaveLength(3);
  });
});
