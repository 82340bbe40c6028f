import { expect, test } from 'vitest';
import { testVenue } from '../testing/testVenue.ts';

const path = '/api/v3/order/cancelReplace';
const limit = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  timeInForce: 'GTC',
  quantity: '0.1',
  price: '59900',
};
const replace = {
  ...limit,
  price: '59800',
  cancelReplaceMode: 'STOP_ON_FAILURE',
  cancelOrigClientOrderId: 'old',
};

test('default: the old order goes and the new one comes', async () => {
  using venue = testVenue();
  await venue.signed('POST', '/api/v3/order', { ...limit, newClientOrderId: 'old' });
  const answer = await venue.signed('POST', path, { ...replace, newClientOrderId: 'new' });
  expect(answer.body).toMatchObject({
    cancelResult: 'SUCCESS',
    newOrderResult: 'SUCCESS',
    cancelResponse: { origClientOrderId: 'old', status: 'CANCELED' },
    newOrderResponse: { clientOrderId: 'new', status: 'NEW' },
  });
});

test('error: an order that cannot be cancelled is not replaced', async () => {
  using venue = testVenue();
  const answer = await venue.signed('POST', path, replace);
  expect([answer.status, answer.body]).toMatchObject([
    400,
    {
      code: -2022,
      data: { cancelResult: 'FAILURE', newOrderResult: 'NOT_ATTEMPTED', newOrderResponse: null },
    },
  ]);
  expect(venue.exchange.state.orders.size).toBe(0);
});

test('error: a replacement that is refused leaves the old order cancelled, and says so', async () => {
  using venue = testVenue();
  await venue.signed('POST', '/api/v3/order', { ...limit, newClientOrderId: 'old' });
  const answer = await venue.signed('POST', path, { ...replace, quantity: '9' });
  expect([answer.status, answer.body]).toMatchObject([
    409,
    { code: -2021, data: { cancelResult: 'SUCCESS', newOrderResponse: { code: -2010 } } },
  ]);
  expect(venue.order(1).status).toBe('CANCELED');
  expect(venue.balance('USDT')).toBe('100000.00000000 0.00000000');
});

test('behavior: with ALLOW_FAILURE the new order is placed anyway', async () => {
  using venue = testVenue();
  const answer = await venue.signed('POST', path, { ...replace, cancelReplaceMode: 'ALLOW_FAILURE' });
  expect([answer.status, answer.body]).toMatchObject([409, { data: { newOrderResult: 'SUCCESS' } }]);
  expect(venue.exchange.state.orders.size).toBe(1);
});
