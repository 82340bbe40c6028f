import { expect, test } from 'vitest';
import { testVenue } from '../../testing/testVenue.ts';

const oco = {
  symbol: 'BTCUSDT',
  side: 'SELL',
  quantity: '0.1',
  listClientOrderId: 'list',
  aboveType: 'LIMIT_MAKER',
  abovePrice: '62000',
  aboveClientOrderId: 'profit',
  belowType: 'STOP_LOSS_LIMIT',
  belowStopPrice: '58000',
  belowPrice: '57900',
  belowTimeInForce: 'GTC',
  belowClientOrderId: 'stop',
};
const path = '/api/v3/orderList/oco';

test('default: a list is placed, found by its id and its client id, and cancelled as a whole', async () => {
  using venue = testVenue();
  const placed = await venue.signed('POST', path, oco);
  expect(placed.body).toMatchObject({
    orderListId: 1,
    listOrderStatus: 'EXECUTING',
    orders: [{ clientOrderId: 'stop' }, { clientOrderId: 'profit' }],
    orderReports: [
      { type: 'STOP_LOSS_LIMIT', stopPrice: '58000.00000000', status: 'NEW' },
      { type: 'LIMIT_MAKER', price: '62000.00000000', status: 'NEW' },
    ],
  });
  expect((await venue.signed('GET', '/api/v3/orderList', { orderListId: '1' })).body).toMatchObject({
    listClientOrderId: 'list',
  });
  expect((await venue.signed('GET', '/api/v3/openOrderList')).body).toHaveLength(1);
  const ref = { symbol: 'BTCUSDT', listClientOrderId: 'list' };
  const cancelled = await venue.signed('DELETE', '/api/v3/orderList', ref);
  expect(cancelled.body).toMatchObject({
    listOrderStatus: 'ALL_DONE',
    orderReports: [{ status: 'CANCELED' }, { status: 'CANCELED' }],
  });
  expect((await venue.signed('GET', '/api/v3/openOrderList')).body).toEqual([]);
  expect((await venue.signed('GET', '/api/v3/allOrderList')).body).toHaveLength(1);
  expect(venue.balance('BTC')).toBe('2.00000000 0.00000000');
});

test('behavior: cancelling one leg answers with the whole list', async () => {
  using venue = testVenue();
  await venue.signed('POST', path, oco);
  const ref = { symbol: 'BTCUSDT', origClientOrderId: 'profit' };
  const { body } = await venue.signed('DELETE', '/api/v3/order', ref);
  expect(body).toMatchObject({
    orderListId: 1,
    orderReports: [{ status: 'CANCELED' }, { status: 'CANCELED' }],
  });
});

test.each([
  [{ aboveType: 'LIMIT' }, -1116],
  [{ abovePrice: '59000' }, -2010],
  [{ belowType: 'LIMIT_MAKER', belowStopPrice: '', belowTimeInForce: '' }, -1106],
  [{ belowStopPrice: '' }, -1105],
  [{ quantity: '9' }, -2010],
  [{ stopPrice: '1' }, -1104],
  [{ aboveClientOrderId: 'stop' }, -2010],
])('error: a list with %o is refused with %i and nothing is placed', async (change, code) => {
  using venue = testVenue();
  const sent = Object.fromEntries(
    Object.entries({ ...oco, ...change }).map(([name, value]) => [name, String(value)]),
  );
  const answer = await venue.signed('POST', path, sent);
  expect([answer.status, answer.body]).toMatchObject([400, { code }]);
  expect(venue.exchange.state.orders.size).toBe(0);
  expect(venue.balance('BTC')).toBe('2.00000000 0.00000000');
});

test('error: a list that is not there', async () => {
  using venue = testVenue();
  const asked = await venue.signed('GET', '/api/v3/orderList', { orderListId: '7' });
  expect(asked.body).toEqual({ code: -2018, msg: 'Order list does not exist.' });
  const ref = { symbol: 'BTCUSDT', orderListId: '7' };
  expect((await venue.signed('DELETE', '/api/v3/orderList', ref)).body).toMatchObject({ code: -2011 });
});
