import { expect, test } from 'vitest';
import { testExchange } from '../testing/testExchange.ts';
import { toText } from './amount.ts';

// After the opening sale at 60,000.00 the bid stands there and the ask one to three spacings of 2.00 above.

test('default: a market buy takes the best ask, pays the taker fee in what it receives', () => {
  using venue = testExchange({ fund: { USDT: '100000' } });
  const ask = venue.exchange.state.book('BTCUSDT').best('ask');
  const order = venue.place({ type: 'MARKET', quantity: '0.05' });
  expect(order.status).toBe('FILLED');
  const price = ask?.price ?? 0n;
  expect(toText(order.spent)).toBe(toText(price / 20n));
  expect(venue.balance('BTC')).toBe('0.04995000 0.00000000');
  expect(venue.balance('USDT')).toBe(`${toText(10_000_000_000_000n - price / 20n)} 0.00000000`);
});

test('behavior: a limit order fills to its limit and rests with what is left', () => {
  using venue = testExchange();
  const [best] = venue.exchange.state.book('BTCUSDT').market('ask');
  const order = venue.place({ price: toText(best?.price ?? 0n), quantity: '1' });
  expect(order.status).toBe('PARTIALLY_FILLED');
  expect(order.executed).toBe(best?.quantity);
  const rest = order.quantity - order.executed;
  expect(order.locked).toBe((order.price * rest) / 100_000_000n);
  expect(venue.exchange.state.book('BTCUSDT').bids).toContain(order);
});

test('behavior: immediate-or-cancel expires with what is left, fill-or-kill trades all or nothing', () => {
  using venue = testExchange();
  const [best] = venue.exchange.state.book('BTCUSDT').market('ask');
  const price = toText(best?.price ?? 0n);
  const killed = venue.place({ price, quantity: '1', timeInForce: 'FOK' });
  expect([killed.status, killed.executed]).toEqual(['EXPIRED', 0n]);
  const immediate = venue.place({ price, quantity: '1', timeInForce: 'IOC' });
  expect([immediate.status, immediate.executed]).toEqual(['EXPIRED', best?.quantity]);
  expect(immediate.locked).toBe(0n);
});

test('behavior: consumed depth is gone for the next order and comes back with time', () => {
  using venue = testExchange();
  const book = venue.exchange.state.book('BTCUSDT');
  const before = book.market('ask')[0];
  venue.place({ type: 'MARKET', quantity: toText(before?.quantity ?? 0n) });
  expect(book.market('ask')[0]?.price).not.toBe(before?.price);
  for (let second = 0; second < 11; second++) venue.trade('60000', { side: 'sell' });
  expect(book.market('bid')[0]?.price).toBe(6_000_000_000_000n);
  expect(book.market('ask')).toHaveLength(20);
});

test('behavior: a market order for a quote amount buys whole steps for no more than it', () => {
  using venue = testExchange();
  const order = venue.place({ type: 'MARKET', quoteQuantity: '1000' });
  expect(order.status).toBe('FILLED');
  expect(order.spent <= 100_000_000_000n).toBe(true);
  expect(order.spent > 99_900_000_000n).toBe(true);
  expect(order.quantity % 1_000n).toBe(0n);
});

test('behavior: stop and take-profit orders wait for their price, then trade', () => {
  using venue = testExchange();
  const stop = venue.place({ side: 'SELL', type: 'STOP_LOSS', stopPrice: '59000', quantity: '0.1' });
  const stopLimit = venue.place({
    side: 'SELL',
    type: 'STOP_LOSS_LIMIT',
    stopPrice: '59000',
    price: '59500',
    quantity: '0.1',
  });
  const profit = venue.place({ side: 'SELL', type: 'TAKE_PROFIT', stopPrice: '61000', quantity: '0.1' });
  venue.trade('59000.01');
  expect([stop.working, stop.status]).toEqual([false, 'NEW']);
  venue.trade('59000');
  expect([stop.working, stop.status]).toEqual([true, 'FILLED']);
  expect([stopLimit.working, stopLimit.status]).toEqual([true, 'NEW']);
  expect(profit.working).toBe(false);
  venue.trade('61000', { side: 'buy' });
  expect(profit.status).toBe('FILLED');
  expect(stopLimit.status).toBe('FILLED');
});

test.each([
  [{ quantity: '0.000015', price: '60000' }, 'Filter failure: LOT_SIZE'],
  [{ quantity: '0.01', price: '60000.005' }, 'Filter failure: PRICE_FILTER'],
  [{ quantity: '0.00005', price: '59000' }, 'Filter failure: NOTIONAL'],
  [{ quantity: '0.01', price: '400000' }, 'Filter failure: PERCENT_PRICE_BY_SIDE'],
  [{ quantity: '2', price: '59000' }, 'Account has insufficient balance for requested action.'],
  [
    { side: 'SELL', quantity: '2.1', price: '61000' },
    'Account has insufficient balance for requested action.',
  ],
  [{ type: 'LIMIT_MAKER', quantity: '0.01', price: '60100' }, 'Order would immediately match and take.'],
  [
    { type: 'STOP_LOSS', side: 'SELL', quantity: '0.01', stopPrice: '60001' },
    'Stop price would trigger immediately.',
  ],
  [{ clientOrderId: 'taken', quantity: '0.01', price: '59000' }, 'Duplicate order sent.'],
] as const)('error: %o is refused with "%s" and changes nothing', (order, message) => {
  using venue = testExchange();
  venue.place({ clientOrderId: 'taken', price: '59000', quantity: '0.01' });
  const before = [venue.balance('USDT'), venue.balance('BTC'), venue.exchange.state.orders.size];
  expect(() => venue.place(order)).toThrow(message);
  expect([venue.balance('USDT'), venue.balance('BTC'), venue.exchange.state.orders.size]).toEqual(before);
});

test('error: more open orders than the symbol allows are refused', () => {
  using venue = testExchange();
  const place = () => venue.place({ side: 'SELL', type: 'STOP_LOSS', stopPrice: '50000', quantity: '0.001' });
  for (let count = 0; count < 20; count++) place();
  expect(place).toThrow('Filter failure: MAX_NUM_ALGO_ORDERS');
});
