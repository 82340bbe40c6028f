import { expect, test } from 'vitest';
import { testExchange } from '../testing/testExchange.ts';
import { amendOrder } from './amendOrder.ts';
import { toAmount } from './amount.ts';

function amend(venue: ReturnType<typeof testExchange>, id: number, quantity: string, clientOrderId?: string) {
  const change = { quantity: toAmount(quantity), clientOrderId };
  return venue.exchange.run(({ now }) =>
    amendOrder(venue.exchange.state, venue.order(id), { ...change, now }),
  );
}

test('default: the order gets smaller, frees what it no longer needs and keeps its place', () => {
  using venue = testExchange();
  const first = venue.place({ price: '59990.01', quantity: '0.2' });
  const second = venue.place({ price: '59990.01', quantity: '0.2' });
  amend(venue, first.id, '0.1', 'smaller');
  expect(venue.exchange.state.book('BTCUSDT').bids).toEqual([first, second]);
  expect(first.locked).toBe(toAmount('5999.001'));
  expect(venue.balance('USDT')).toBe('82002.99700000 17997.00300000');
  expect(venue.exchange.state.orderByClientId('main', 'BTCUSDT', 'smaller')).toBe(first);
});

test.each([
  ['0.3', 'Order amend (quantity increase) is not supported.'],
  ['0.2', 'The requested action would change no state; rejecting.'],
  ['0.000015', 'Filter failure: LOT_SIZE'],
  ['0.00002', 'Filter failure: NOTIONAL'],
])('error: a new quantity of %s is refused with "%s"', (quantity, message) => {
  using venue = testExchange();
  const order = venue.place({ price: '59990', quantity: '0.2' });
  expect(() => amend(venue, order.id, quantity)).toThrow(message);
  expect(order.quantity).toBe(toAmount('0.2'));
});

test('error: a leg of a list is not amended, and no order more often than allowed', () => {
  using venue = testExchange();
  const { orders } = venue.placeList(
    { side: 'SELL', type: 'LIMIT_MAKER', price: '62000', quantity: '0.1' },
    { side: 'SELL', type: 'STOP_LOSS', stopPrice: '58000', quantity: '0.1' },
  );
  expect(() => amend(venue, orders[1].id, '0.05')).toThrow('not supported for order lists');
  const order = venue.place({ price: '59990', quantity: '0.2' });
  for (let step = 1; step <= 10; step++) amend(venue, order.id, (0.2 - step / 100).toFixed(2));
  expect(() => amend(venue, order.id, '0.05')).toThrow('MAX_NUM_ORDER_AMENDS');
});
