import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { testKey, testVenue } from '../testing/testVenue.ts';

const limit = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  timeInForce: 'GTC',
  quantity: '0.1',
  price: '59900',
};
const order = '/api/v3/order';

test('default: an order is placed, found by its client id, and cancelled', async () => {
  using venue = testVenue();
  const placed = await venue.signed('POST', order, { ...limit, newClientOrderId: 'mine' });
  expect(placed.body).toMatchObject({ orderId: 1, status: 'NEW', clientOrderId: 'mine', fills: [] });
  const ref = { symbol: 'BTCUSDT', origClientOrderId: 'mine' };
  expect((await venue.signed('GET', order, ref)).body).toMatchObject({ orderId: 1, isWorking: true });
  const cancelled = await venue.signed('DELETE', order, ref);
  expect(cancelled.body).toMatchObject({ status: 'CANCELED', origClientOrderId: 'mine' });
  expect((await venue.signed('GET', order, ref)).body).toMatchObject({ status: 'CANCELED' });
});

test('behavior: every answer says that it is simulated, and how much of the limits is used', async () => {
  using venue = testVenue();
  const answers = [
    await venue.ask('/api/v3/ping'),
    await venue.ask('/api/v3/nothing'),
    await venue.ask('/api/v3/depth', { symbol: 'NOPE' }),
    await venue.signed('POST', order, limit),
  ];
  expect(answers.map(({ headers }) => headers.get('x-simulated'))).toEqual(answers.map(() => 'countersign'));
  expect(answers.map(({ headers }) => headers.get('x-mbx-used-weight-1m'))).toEqual(['1', '1', '6', '7']);
  expect(answers[3]?.headers.get('x-mbx-order-count-10s')).toBe('1');
});

test('behavior: a form body is signed and read like a query string', async () => {
  using venue = testVenue();
  const timestamp = String(venue.script.clock.now());
  const body = new URLSearchParams({ ...limit, newOrderRespType: 'ACK', timestamp }).toString();
  const signature = createHmac('sha256', testKey.secret).update(body).digest('hex');
  const response = await venue.app.request(order, {
    method: 'POST',
    headers: { 'X-MBX-APIKEY': testKey.key, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `${body}&signature=${signature}`,
  });
  expect(Object.keys(await response.json())).toEqual([
    'symbol',
    'orderId',
    'orderListId',
    'clientOrderId',
    'transactTime',
  ]);
});

test('behavior: orders and trades are listed newest first to be kept, or from an id or a time on', async () => {
  using venue = testVenue();
  const market = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.01' };
  for (let count = 0; count < 3; count++) {
    await venue.signed('POST', order, market);
    venue.script.pass(1_000);
  }
  const ids = async (path: string, params: Record<string, string>) => {
    const { body } = await venue.signed('GET', path, { symbol: 'BTCUSDT', limit: '2', ...params });
    return (body as { orderId: number }[]).map(({ orderId }) => orderId);
  };
  const second = String(venue.order(2).createdAt);
  expect(await ids('/api/v3/allOrders', {})).toEqual([2, 3]);
  expect(await ids('/api/v3/allOrders', { orderId: '1' })).toEqual([1, 2]);
  expect(await ids('/api/v3/allOrders', { startTime: second })).toEqual([2, 3]);
  expect(await ids('/api/v3/myTrades', {})).toEqual([2, 3]);
  expect(await ids('/api/v3/myTrades', { startTime: '1' })).toEqual([1, 2]);
  expect(await ids('/api/v3/myTrades', { endTime: second })).toEqual([1, 2]);
  expect(await ids('/api/v3/myTrades', { orderId: '3' })).toEqual([3]);
});

test.each([
  [{ secret: 'wrong' }, 400, -1022, 'Signature for this request is not valid.'],
  [{ key: 'unknown' }, 401, -2015, 'Invalid API-key, IP, or permissions for action.'],
  [{ key: '' }, 401, -2014, 'API-key format invalid.'],
] as const)('error: security %o answers %i %i', async (overrides, status, code, msg) => {
  using venue = testVenue();
  const answer = await venue.signed('POST', order, limit, overrides);
  expect([answer.status, answer.body]).toEqual([status, { code, msg }]);
  expect(venue.exchange.state.orders.size).toBe(0);
});

test.each([
  [-5_001, {}, 'Timestamp for this request is outside of the recvWindow.'],
  [-5_001, { recvWindow: '6000' }, undefined],
  [1_001, {}, "Timestamp for this request was 1000ms ahead of the server's time."],
])('error: a timestamp %i ms off with %o', async (offset, params, msg) => {
  using venue = testVenue();
  const timestamp = venue.script.clock.now() + offset;
  const answer = await venue.signed('POST', order, { ...limit, ...params }, { timestamp });
  if (msg === undefined) expect(answer.status).toBe(200);
  else expect([answer.status, answer.body]).toEqual([400, { code: -1021, msg }]);
});

test.each([
  [
    { ...limit, colour: 'red' },
    -1104,
    "Not all sent parameters were read; read '8' parameter(s) but was sent '9'.",
  ],
  [{ ...limit, price: '' }, -1105, "Parameter 'price' was empty."],
  [{ ...limit, quantity: '1e3' }, -1100, "Illegal characters found in parameter 'quantity'"],
  [{ ...limit, quantity: '-1' }, -1100, "Illegal characters found in parameter 'quantity'"],
  [{ ...limit, quantity: '0' }, -1013, 'Invalid quantity.'],
  [{ ...limit, quantity: '0.0000000001' }, -1111, "Parameter 'quantity' has too much precision."],
  [{ ...limit, side: 'HOLD' }, -1117, 'Invalid side.'],
  [{ ...limit, type: 'GUESS' }, -1116, 'Invalid orderType.'],
  [{ ...limit, timeInForce: 'GTX' }, -1115, 'Invalid timeInForce.'],
  [{ ...limit, symbol: 'USDTBTC' }, -1121, 'Invalid symbol.'],
  [{ ...limit, stopPrice: '1' }, -1106, "Parameter 'stopPrice' sent when not required."],
  [{ ...limit, newClientOrderId: 'a b' }, -1100, "Illegal characters found in parameter 'newClientOrderId'"],
  [{ ...limit, icebergQty: '1' }, -1013, 'Iceberg orders are not supported for this symbol.'],
  [{ ...limit, recvWindow: '60001' }, -1131, 'recvWindow must be less than 60000'],
  [{ ...limit, quantity: '9' }, -2010, 'Account has insufficient balance for requested action.'],
  [{ ...limit, price: '59900.005' }, -1013, 'Filter failure: PRICE_FILTER'],
])('error: %o is refused with %i', async (params, code, msg) => {
  using venue = testVenue();
  const answer = await venue.signed('POST', order, params);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code, msg: expect.stringContaining(msg) });
  expect(venue.exchange.state.orders.size).toBe(0);
});

test.each(['symbol', 'side', 'type', 'timeInForce', 'quantity', 'price'])(
  'error: a limit order without %s is refused with -1102',
  async (name) => {
    using venue = testVenue();
    const params = Object.fromEntries(Object.entries(limit).filter(([each]) => each !== name));
    const answer = await venue.signed('POST', order, params);
    expect(answer.body).toEqual({
      code: -1102,
      msg: `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`,
    });
  },
);

test('error: a body beyond any order is refused unread', async () => {
  using venue = testVenue();
  const response = await venue.app.request(order, { method: 'POST', body: 'x'.repeat(65_537) });
  expect([response.status, response.headers.get('x-simulated')]).toEqual([413, 'countersign']);
});

test('error: a parameter sent twice is refused', async () => {
  using venue = testVenue();
  const response = await venue.app.request('/api/v3/depth?symbol=BTCUSDT&symbol=ETHUSDT');
  expect(await response.json()).toMatchObject({ code: -1101 });
});

test("error: another account's order does not exist for this one", async () => {
  using venue = testVenue();
  await venue.signed('POST', order, { ...limit, newClientOrderId: 'mine' });
  const other = { key: 'other-key', secret: 'other-secret' };
  const ref = { symbol: 'BTCUSDT', orderId: '1' };
  const asked = await venue.signed('GET', order, ref, other);
  expect(asked.body).toEqual({ code: -2013, msg: 'Order does not exist.' });
  const cancelled = await venue.signed('DELETE', order, ref, other);
  expect(cancelled.body).toEqual({ code: -2011, msg: 'Unknown order sent.' });
});

test('error: weight beyond the minute answers 429 with the time to wait, and orders likewise', async () => {
  using venue = testVenue({ rateLimits: { weightPerMinute: 50, ordersPerTenSeconds: 2, ordersPerDay: 10 } });
  for (let count = 0; count < 2; count++) await venue.signed('POST', order, limit);
  const orders = await venue.signed('POST', order, limit);
  expect([orders.status, orders.body]).toEqual([
    429,
    { code: -1015, msg: 'Too many new orders; current limit is 2 orders per 10 SECOND.' },
  ]);
  await venue.ask('/api/v3/exchangeInfo');
  await venue.ask('/api/v3/exchangeInfo');
  const weight = await venue.ask('/api/v3/exchangeInfo');
  expect([weight.status, weight.headers.get('retry-after')]).toEqual([429, '60']);
  expect(weight.body).toMatchObject({ code: -1003 });
  venue.script.pass(60_000);
  expect((await venue.ask('/api/v3/ping')).status).toBe(200);
});

test('error: a fault of the venue leaves open what became of the order, and is reported', async () => {
  using venue = testVenue();
  venue.exchange.state.ledger.lock = () => {
    throw new Error('broken');
  };
  const answer = await venue.signed('POST', order, limit);
  expect([answer.status, answer.body]).toEqual([
    503,
    { code: -1000, msg: 'Unknown error, please check your request or try again later.' },
  ]);
  expect(venue.faults).toHaveLength(1);
});
