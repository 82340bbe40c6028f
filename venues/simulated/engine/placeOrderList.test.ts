import { expect, test } from 'vitest';
import { testExchange } from '../testing/testExchange.ts';
import { cancelOrder } from './cancelOrder.ts';

const above = { side: 'SELL', type: 'LIMIT_MAKER', price: '62000', quantity: '0.1' } as const;
const below = { side: 'SELL', type: 'STOP_LOSS', stopPrice: '58000', quantity: '0.1' } as const;

test('default: both legs are placed and hold their quantity once', () => {
  using venue = testExchange();
  const { list, orders } = venue.placeList(above, below);
  expect(list.status).toBe('EXEC_STARTED');
  expect(orders.map(({ type, status, listId }) => [type, status, listId])).toEqual([
    ['STOP_LOSS', 'NEW', list.id],
    ['LIMIT_MAKER', 'NEW', list.id],
  ]);
  expect(venue.balance('BTC')).toBe('1.90000000 0.10000000');
});

test('behavior: the stop that triggers ends the limit leg, before it trades', () => {
  using venue = testExchange();
  const { list, orders } = venue.placeList(above, below);
  venue.trade('58000');
  expect(orders.map(({ status }) => status)).toEqual(['FILLED', 'EXPIRED']);
  expect(list.status).toBe('ALL_DONE');
  expect(venue.balance('BTC')).toBe('1.90000000 0.00000000');
});

test('behavior: the limit leg that trades, in part too, ends the stop and keeps what is held for it', () => {
  using venue = testExchange();
  const { orders } = venue.placeList(above, below);
  venue.trade('62000.01', { side: 'buy', quantity: '0.04' });
  const [stop, limit] = orders;
  expect([limit.status, stop.status]).toEqual(['PARTIALLY_FILLED', 'EXPIRED']);
  expect(venue.balance('BTC')).toBe('1.90000000 0.06000000');
});

test('behavior: cancelling one leg cancels both and frees everything', () => {
  using venue = testExchange();
  const { list, orders } = venue.placeList(above, below);
  venue.exchange.run(({ now }) =>
    cancelOrder(venue.exchange.state, orders[1], { now, requestClientOrderId: 'x' }),
  );
  expect(orders.map(({ status }) => status)).toEqual(['CANCELED', 'CANCELED']);
  expect(list.status).toBe('ALL_DONE');
  expect(venue.balance('BTC')).toBe('2.00000000 0.00000000');
});

test('behavior: a buying list holds the dearer of its legs', () => {
  using venue = testExchange();
  venue.placeList(
    { side: 'BUY', type: 'STOP_LOSS_LIMIT', stopPrice: '62000', price: '62500', quantity: '0.1' },
    { side: 'BUY', type: 'LIMIT_MAKER', price: '58000', quantity: '0.1' },
  );
  expect(venue.balance('USDT')).toBe('93750.00000000 6250.00000000');
});

test('error: legs that do not lie on either side of the market are refused, and nothing is placed', () => {
  using venue = testExchange();
  expect(() => venue.placeList({ ...above, price: '62000' }, { ...below, stopPrice: '60500' })).toThrow();
  expect(() =>
    venue.placeList({ ...above, type: 'TAKE_PROFIT', price: '0', stopPrice: '59000' }, below),
  ).toThrow();
  expect(() => venue.placeList(above, { ...above, price: '61000' })).toThrow();
  expect(venue.exchange.state.orders.size).toBe(0);
  expect(venue.balance('BTC')).toBe('2.00000000 0.00000000');
});

test('error: what the account does not have cannot be listed', () => {
  using venue = testExchange();
  expect(() => venue.placeList({ ...above, quantity: '3' }, { ...below, quantity: '3' })).toThrow(
    'insufficient balance',
  );
});
