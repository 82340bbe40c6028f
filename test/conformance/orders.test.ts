import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type SteeredVenue, steeredVenue } from './steeredVenue.ts';

const btc = 'BTC/USDT';
let steered: SteeredVenue;
let count = 0;

beforeAll(async () => {
  steered = await steeredVenue();
});
afterEach(async () => {
  const { client } = steered;
  if ((await client.fetchOpenOrders(btc)).length > 0) await client.cancelAllOrders(btc);
  await steered.trade('60000');
  expect(steered.faults).toEqual([]);
});
afterAll(() => steered[Symbol.asyncDispose]());

const freshId = () => `conformance-${++count}`;

/** Finds an order again by its client id alone, as after a lost answer. */
function read(clientOrderId: string) {
  return steered.client.fetchOrder(undefined as unknown as string, btc, { clientOrderId });
}

test('default: markets, balances, fees and clock are what the venue says', async () => {
  const { client } = steered;
  expect(client.symbols).toEqual(['BTC/USDT', 'ETH/USDT']);
  expect(client.market(btc)).toMatchObject({
    spot: true,
    active: true,
    precision: { amount: 0.00001, price: 0.01 },
    limits: { amount: { min: 0.00001 }, cost: { min: 5 } },
  });
  expect((await client.fetchBalance()).BTC).toEqual({ free: 2, used: 0, total: 2 });
  expect(await client.fetchTradingFee(btc)).toMatchObject({ maker: 0.001, taker: 0.001 });
  expect(Math.abs(((await client.fetchTime()) ?? 0) - Date.now())).toBeLessThan(1_000);
  expect((await client.fetchStatus()).status).toBe('ok');
});

describe('order types', () => {
  test('behavior: market, by amount and by cost', async () => {
    const { client } = steered;
    const clientOrderId = freshId();
    const bought = await client.createOrder(btc, 'market', 'buy', 0.01, undefined, { clientOrderId });
    expect(bought).toMatchObject({ status: 'closed', filled: 0.01, clientOrderId, type: 'market' });
    expect(bought).toMatchObject({ fees: [{ currency: 'BTC', cost: 0.00001 }] });
    expect(await read(clientOrderId)).toMatchObject({ id: bought.id, status: 'closed', filled: 0.01 });
    const byCost = await client.createMarketBuyOrderWithCost(btc, 500, { clientOrderId: freshId() });
    expect(byCost.cost).toBeGreaterThan(499);
    expect(byCost.cost).toBeLessThanOrEqual(500);
    const sold = await client.createOrder(btc, 'market', 'sell', 0.02, undefined, {
      clientOrderId: freshId(),
    });
    expect(sold).toMatchObject({ status: 'closed', average: 60_000 });
    expect(sold).toMatchObject({ fees: [{ currency: 'USDT', cost: 1.2 }] });
  });

  test('behavior: limit rests, fills in parts as the market comes, and stays found', async () => {
    const { client } = steered;
    const clientOrderId = freshId();
    const placed = await client.createOrder(btc, 'limit', 'buy', 0.5, 59_990.01, { clientOrderId });
    expect(placed).toMatchObject({ status: 'open', filled: 0, clientOrderId, timeInForce: 'GTC' });
    await steered.trade('59990.01', { quantity: '0.2' });
    expect(await read(clientOrderId)).toMatchObject({ status: 'open', filled: 0.2, remaining: 0.3 });
    await steered.trade('59980', { quantity: '0.4' });
    expect(await read(clientOrderId)).toMatchObject({ status: 'closed', filled: 0.5, average: 59_990.01 });
    const trades = await client.fetchOrderTrades(String(placed.id), btc);
    expect(trades.map(({ amount, takerOrMaker }) => [amount, takerOrMaker])).toEqual([
      [0.2, 'maker'],
      [0.3, 'maker'],
    ]);
  });

  test('behavior: immediate-or-cancel takes what is there, fill-or-kill all or nothing', async () => {
    const { client } = steered;
    const book = await client.fetchOrderBook(btc, 5);
    const [price = 0, there = 0] = book.asks[0] ?? [];
    const killed = await client.createOrder(btc, 'limit', 'buy', 1, price, { timeInForce: 'FOK' });
    expect(killed).toMatchObject({ status: 'expired', filled: 0 });
    const immediate = await client.createOrder(btc, 'limit', 'buy', 1, price, { timeInForce: 'IOC' });
    expect(immediate).toMatchObject({ status: 'expired', filled: there });
  });

  test('behavior: post-only rests, and is refused where it would take', async () => {
    const { client } = steered;
    const clientOrderId = freshId();
    await client.createOrder(btc, 'limit', 'buy', 0.01, 59_900, { postOnly: true, clientOrderId });
    expect(await read(clientOrderId)).toMatchObject({ status: 'open', postOnly: true, price: 59_900 });
    await expect(
      client.createOrder(btc, 'limit', 'buy', 0.01, 61_000, { postOnly: true }),
    ).rejects.toMatchObject({ name: 'OrderImmediatelyFillable' });
  });

  test.each([
    ['STOP_LOSS', 'market', 'sell', undefined, { stopLossPrice: 59_000 }, '58990'],
    ['STOP_LOSS_LIMIT', 'limit', 'sell', 58_000, { stopLossPrice: 59_000 }, '58990'],
    ['TAKE_PROFIT', 'market', 'sell', undefined, { takeProfitPrice: 61_000 }, '61010'],
    ['TAKE_PROFIT_LIMIT', 'limit', 'sell', 60_500, { takeProfitPrice: 61_000 }, '61010'],
    ['STOP_LOSS', 'market', 'buy', undefined, { stopLossPrice: 61_000 }, '61010'],
    ['TAKE_PROFIT', 'market', 'buy', undefined, { takeProfitPrice: 59_000 }, '58990'],
  ] as const)(
    'behavior: %s (%s %s) waits for its price and fills',
    async (type, kind, side, price, params, reached) => {
      const { client } = steered;
      const clientOrderId = freshId();
      await client.createOrder(btc, kind, side, 0.01, price, { ...params, clientOrderId });
      const waiting = await read(clientOrderId);
      expect(waiting.info).toMatchObject({ type, isWorking: false });
      expect(waiting).toMatchObject({ status: 'open', filled: 0, triggerPrice: Object.values(params)[0] });
      await steered.trade(reached, { side: side === 'buy' ? 'buy' : 'sell' });
      expect(await read(clientOrderId)).toMatchObject({ status: 'closed', filled: 0.01 });
    },
  );

  test.each(['orderList/oco', 'order/oco'])(
    'behavior: OCO by %s: the leg that trades ends the other',
    async (path) => {
      const { client } = steered;
      const common = { symbol: 'BTCUSDT', side: 'SELL', quantity: '0.01', listClientOrderId: freshId() };
      const [limitId, stopId] = [freshId(), freshId()];
      const list =
        path === 'order/oco'
          ? await client.privatePostOrderOco({
              ...common,
              price: '61000',
              stopPrice: '59000',
              limitClientOrderId: limitId,
              stopClientOrderId: stopId,
            })
          : await client.privatePostOrderListOco({
              ...common,
              aboveType: 'LIMIT_MAKER',
              abovePrice: '61000',
              aboveClientOrderId: limitId,
              belowType: 'STOP_LOSS',
              belowStopPrice: '59000',
              belowClientOrderId: stopId,
            });
      expect(list).toMatchObject({ contingencyType: 'OCO', listStatusType: 'EXEC_STARTED' });
      expect((await client.fetchBalance()).BTC?.used).toBe(0.01);
      await steered.trade('61010', { side: 'buy' });
      expect(await read(limitId)).toMatchObject({ status: 'closed', filled: 0.01, average: 61_000 });
      expect(await read(stopId)).toMatchObject({ status: 'expired', filled: 0 });
      expect(await client.privateGetOrderList({ origClientOrderId: common.listClientOrderId })).toMatchObject(
        { listOrderStatus: 'ALL_DONE' },
      );
    },
  );
});

describe('changing', () => {
  test('behavior: editOrder replaces, under a new client id', async () => {
    const { client } = steered;
    const [before, after] = [freshId(), freshId()];
    const placed = await client.createOrder(btc, 'limit', 'buy', 0.02, 59_000, { clientOrderId: before });
    const edited = await client.editOrder(String(placed.id), btc, 'limit', 'buy', 0.03, 58_000, {
      clientOrderId: after,
    });
    expect(edited).toMatchObject({ amount: 0.03, price: 58_000, status: 'open', clientOrderId: after });
    expect((await read(before)).status).toBe('canceled');
    expect((await client.fetchOpenOrders(btc)).map(({ clientOrderId }) => clientOrderId)).toEqual([after]);
  });

  test('behavior: cancelling, by client id and all at once', async () => {
    const { client } = steered;
    const ids = [freshId(), freshId(), freshId()];
    for (const clientOrderId of ids) {
      await client.createOrder(btc, 'limit', 'buy', 0.01, 59_000, { clientOrderId });
    }
    const [first = ''] = ids;
    await client.cancelOrder(undefined as unknown as string, btc, { clientOrderId: first });
    expect((await read(first)).status).toBe('canceled');
    expect(await client.fetchOpenOrders(btc)).toHaveLength(2);
    await client.cancelAllOrders(btc);
    expect(await client.fetchOpenOrders(btc)).toEqual([]);
    expect((await client.fetchBalance()).USDT?.used).toBe(0);
    const canceled = (await client.fetchOrders(btc)).filter(({ clientOrderId }) =>
      ids.includes(`${clientOrderId}`),
    );
    expect(canceled.map(({ status }) => status)).toEqual(['canceled', 'canceled', 'canceled']);
  });

  test('behavior: fills and orders add up to the balances', async () => {
    const { client } = steered;
    const expected = { BTC: 2, USDT: 100_000 };
    for (const trade of await client.fetchMyTrades(btc)) {
      const sign = trade.side === 'buy' ? 1 : -1;
      expected.BTC += sign * (trade.amount ?? 0);
      expected.USDT -= sign * (trade.cost ?? 0);
      if (trade.fee?.currency === 'BTC') expected.BTC -= trade.fee.cost ?? 0;
      if (trade.fee?.currency === 'USDT') expected.USDT -= trade.fee.cost ?? 0;
    }
    const { BTC, USDT } = await client.fetchBalance();
    expect(BTC?.total).toBeCloseTo(expected.BTC, 8);
    expect(USDT?.total).toBeCloseTo(expected.USDT, 6);
  });
});
