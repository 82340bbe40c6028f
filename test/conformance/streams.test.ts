import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SteeredVenue, steeredVenue } from './steeredVenue.ts';

const btc = 'BTC/USDT';
let steered: SteeredVenue;

beforeAll(async () => {
  steered = await steeredVenue();
});
afterAll(() => steered[Symbol.asyncDispose]());

describe('market', () => {
  test('default: ticker, best prices and bars follow the market', async () => {
    const { client } = steered;
    await client.watchTicker(btc, { name: 'ticker' });
    const shown = until(
      () => client.watchTicker(btc, { name: 'ticker' }),
      ({ last }) => last === 60_050,
    );
    await steered.trade('60050', { side: 'buy' });
    const ticker = await shown;
    expect(ticker).toMatchObject({ ask: 60_050, high: 60_050, low: 60_000 });
    const best = await client.watchBidsAsks([btc]);
    expect(best[btc]?.ask).toBe(60_050);
    const bars = await client.watchOHLCV(btc, '1m');
    expect(bars.at(-1)?.[4]).toBe(60_050);
    const moved = until(
      () => client.watchOHLCV(btc, '1m'),
      (each) => each.at(-1)?.[4] === 60_010,
    );
    const minute = () => Math.floor(Date.now() / 60_000) * 60_000;
    const before = minute();
    await steered.trade('60010');
    const next = await moved;
    // One may begin meanwhile.
    expect([before, minute()]).toContain(next.at(-1)?.[0]);
  });

  test('behavior: the book is kept from a snapshot and its updates, without a gap', async () => {
    const { client } = steered;
    await client.watchOrderBook(btc);
    for (const price of ['60020', '60035', '60001', '59990', '60050']) {
      const seen = until(
        () => client.watchOrderBook(btc),
        (each) => each.bids[0]?.[0] === Number(price),
      );
      await steered.trade(price);
      const book = await seen;
      const fresh = await client.fetchOrderBook(btc, 100);
      if (fresh.nonce === book.nonce) {
        expect(book.asks.slice(0, 20)).toEqual(fresh.asks.slice(0, 20));
        expect(book.bids.slice(0, 20)).toEqual(fresh.bids.slice(0, 20));
      }
    }
    const has = (book: { bids: unknown[][] }) => book.bids.some(([price]) => price === 60_049.99);
    const there = until(() => client.watchOrderBook(btc), has);
    const own = await client.createOrder(btc, 'limit', 'buy', 0.123, 60_049.99);
    await there;
    const gone = until(
      () => client.watchOrderBook(btc),
      (each) => !has(each),
    );
    await client.cancelOrder(String(own.id), btc);
    await gone;
  });

  test("behavior: trades are the market's and the users', each once", async () => {
    const { client } = steered;
    const trades = client.watchTrades(btc);
    await settled();
    await steered.trade('60060', { side: 'buy', quantity: '0.07' });
    const [first] = await trades;
    expect(first).toMatchObject({ price: 60_060, amount: 0.07, side: 'buy' });
    const next = client.watchTrades(btc);
    const bought = await client.createOrder(btc, 'market', 'buy', 0.011);
    const seen = await next;
    expect(seen.filter(({ amount }) => amount === 0.011)).toHaveLength(1);
    expect(seen.at(-1)?.price).toBe(bought.average);
  });
});

describe('account', () => {
  test('default: orders, fills and balances arrive as they happen', async () => {
    const { client } = steered;
    const balance = client.watchBalance();
    const order = client.watchOrders(btc);
    const trade = client.watchMyTrades(btc);
    await settled();
    const placed = await client.createOrder(btc, 'limit', 'sell', 0.1, 60_500, { clientOrderId: 'followed' });
    expect((await order).at(-1)).toMatchObject({ id: placed.id, status: 'open', clientOrderId: 'followed' });
    expect((await balance).BTC).toMatchObject({ used: 0.1 });
    const done = until(
      () => client.watchOrders(btc),
      (each) => each.at(-1)?.status === 'closed',
    );
    const paid = client.watchBalance();
    await steered.trade('60510', { side: 'buy', quantity: '1' });
    expect((await done).at(-1)).toMatchObject({ id: placed.id, filled: 0.1, average: 60_500 });
    expect((await trade).at(-1)).toMatchObject({ order: placed.id, amount: 0.1, takerOrMaker: 'maker' });
    expect((await paid).BTC).toMatchObject({ used: 0 });
  });

  test('behavior: a cancellation names the order by its own client id', async () => {
    const { client } = steered;
    const placed = await client.createOrder(btc, 'limit', 'buy', 0.01, 59_000, {
      clientOrderId: 'to-cancel',
    });
    const cancelled = until(
      () => client.watchOrders(btc),
      (each) => each.at(-1)?.status === 'canceled',
    );
    await client.cancelOrder(String(placed.id), btc);
    expect((await cancelled).at(-1)).toMatchObject({ id: placed.id, clientOrderId: 'to-cancel' });
  });

  test('behavior: the legs of an OCO are followed to their end', async () => {
    const { client } = steered;
    const ended = until(
      () => client.watchOrders(btc),
      (each) =>
        ['oco-stop', 'oco-limit'].every((id) =>
          each.some((o) => o.clientOrderId === id && o.status !== 'open'),
        ),
    );
    await settled();
    await client.privatePostOrderListOco({
      symbol: 'BTCUSDT',
      side: 'SELL',
      quantity: '0.01',
      aboveType: 'LIMIT_MAKER',
      abovePrice: '62000',
      aboveClientOrderId: 'oco-limit',
      belowType: 'STOP_LOSS',
      belowStopPrice: '59500',
      belowClientOrderId: 'oco-stop',
    });
    await steered.trade('59400');
    const statuses = new Map((await ended).map(({ clientOrderId, status }) => [clientOrderId, status]));
    expect([statuses.get('oco-limit'), statuses.get('oco-stop')]).toEqual(['expired', 'closed']);
    await steered.trade('60000');
  });

  test('behavior: orders can be placed, changed, read and cancelled over the socket too', async () => {
    const { client } = steered;
    const placed = await client.createOrderWs(btc, 'limit', 'buy', 0.02, 59_000, {
      newClientOrderId: 'by-socket',
    });
    expect(placed).toMatchObject({ status: 'open', clientOrderId: 'by-socket' });
    const edited = await client.editOrderWs(String(placed.id), btc, 'limit', 'buy', 0.03, 58_900, {
      newClientOrderId: 'by-socket-2',
    });
    expect(edited).toMatchObject({ amount: 0.03, price: 58_900 });
    expect(await client.fetchOrderWs(String(edited.id), btc)).toMatchObject({ status: 'open' });
    expect(await client.fetchOpenOrdersWs(btc)).toHaveLength(1);
    expect((await client.cancelOrderWs(String(edited.id), btc)).status).toBe('canceled');
    expect((await client.fetchBalanceWs()).info).toMatchObject({ accountType: 'SPOT', canTrade: true });
    await expect(client.createOrderWs(btc, 'limit', 'buy', 5, 59_000)).rejects.toMatchObject({
      name: 'InsufficientFunds',
    });
  });

  test('behavior: a listen key follows the account as well', async () => {
    const { client, venue } = steered;
    const { listenKey } = await client.publicPostUserDataStream();
    const socket = new WebSocket(`${venue.wsOrigin}/ws/${listenKey}`);
    const events: { e: string; c?: string }[] = [];
    socket.addEventListener('message', ({ data }) => events.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const placed = await client.createOrder(btc, 'limit', 'buy', 0.01, 59_000, { clientOrderId: 'listened' });
    await client.cancelOrder(String(placed.id), btc);
    await settled();
    expect(events.map(({ e }) => e)).toEqual([
      'executionReport',
      'outboundAccountPosition',
      'executionReport',
      'outboundAccountPosition',
    ]);
    socket.close();
    await client.publicDeleteUserDataStream({ listenKey });
    await expect(client.publicPutUserDataStream({ listenKey })).rejects.toThrow('-1125');
  });
});

/** Asks until the answer is what the test waits for; the test's own time limit ends it. */
async function until<T>(ask: () => Promise<T>, enough: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (enough(answer)) return answer;
  }
}

/** Long enough for a subscription to reach the venue. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 300));
