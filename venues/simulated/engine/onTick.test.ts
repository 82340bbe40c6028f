import { expect, test } from 'vitest';
import { testExchange } from '../testing/testExchange.ts';
import { least, toAmount } from './amount.ts';

test('default: a trade through a resting order fills it at its own price, as maker', () => {
  using venue = testExchange();
  const order = venue.place({ price: '59990.01', quantity: '0.05' });
  venue.trade('59980', { quantity: '0.05' });
  expect([order.status, order.spent]).toEqual(['FILLED', toAmount('2999.5005')]);
  expect(venue.exchange.state.trades[0]?.maker).toBe(true);
});

test("behavior: a trade at the order's price works through what stood before it", () => {
  using venue = testExchange();
  const order = venue.place({ price: '60000', quantity: '0.1' });
  const ahead = order.queueAhead;
  expect(ahead > 0n).toBe(true);
  venue.trade('60000', { quantity: '0.05' });
  expect([order.executed, order.queueAhead]).toEqual([0n, ahead - toAmount('0.05')]);
  venue.trade('60000', { quantity: '0.4' });
  expect(order.executed).toBe(least(toAmount('0.1'), toAmount('0.45') - ahead));
});

test('behavior: a large order fills piece by piece as depth comes to it', () => {
  using venue = testExchange();
  const order = venue.place({ price: '59999.99', quantity: '1.5' });
  venue.trade('59990', { quantity: '0.01' });
  expect(order.status).toBe('PARTIALLY_FILLED');
  const before = order.executed;
  venue.trade('59980', { quantity: '0.01' });
  expect(order.executed > before).toBe(true);
});

test('behavior: trades on the other side of the price leave it alone', () => {
  using venue = testExchange();
  const order = venue.place({ price: '59990', quantity: '0.1' });
  venue.trade('59990.01', { quantity: '9' });
  venue.trade('60500', { quantity: '9', side: 'buy' });
  expect([order.status, order.executed]).toEqual(['NEW', 0n]);
});

test('behavior: a triggered market buy takes what its trigger did not foresee from the free balance', () => {
  using venue = testExchange({ fund: { USDT: '6200' } });
  const order = venue.place({ type: 'STOP_LOSS', stopPrice: '61000', quantity: '0.1' });
  expect(venue.balance('USDT')).toBe('100.00000000 6100.00000000');
  venue.trade('61500', { side: 'buy' });
  expect(order.status).toBe('FILLED');
  expect(order.spent > toAmount('6100')).toBe(true);
});

test('behavior: a triggered market buy without enough money fills what it can pay and expires', () => {
  using venue = testExchange({ fund: { USDT: '6100' } });
  const order = venue.place({ type: 'STOP_LOSS', stopPrice: '61000', quantity: '0.1' });
  venue.trade('62000', { side: 'buy' });
  expect(order.status).toBe('EXPIRED');
  expect(order.executed).toBe(toAmount('0.09838'));
  expect(venue.balance('USDT').endsWith(' 0.00000000')).toBe(true);
});
