import { expect, test } from 'vitest';
import { floorTo, one, toAmount, toText } from './engine/amount.ts';
import { createGeneratedMarket } from './market/createGeneratedMarket.ts';
import { testExchange } from './testing/testExchange.ts';

test('default: an order that the market crossed while the venue was away is filled at the next start', () => {
  using venue = testExchange();
  const order = venue.place({ price: '59900', quantity: '0.1' });
  const stop = venue.place({ side: 'SELL', type: 'STOP_LOSS', stopPrice: '59000', quantity: '0.1' });
  venue.exchange.close();
  venue.script.trade('58990', { quantity: '0.3' });
  venue.script.trade('60500', { side: 'buy' });
  using again = testExchange({ folder: venue.folder, script: venue.script });
  expect(again.order(order.id).status).toBe('NEW');
  again.exchange.walk();
  expect([again.order(order.id).status, again.order(stop.id).status]).toEqual(['FILLED', 'FILLED']);
  expect(again.exchange.state.trades.map(({ at }) => at)).not.toContain(venue.script.clock.now());
});

test('behavior: a long absence gives the same fills as walking through it trade by trade', () => {
  const market = createGeneratedMarket({ seed: 'absence' });
  const start = Date.UTC(2026, 2, 3, 4, 5, 6);
  let now = start;
  const script = { market, clock: { now: () => now }, pass: () => {}, trade: () => {} };
  const fills = (steps: number) => {
    now = start;
    using venue = testExchange({ script });
    const last = venue.exchange.state.book('BTCUSDT').last?.price ?? 0n;
    const place = (thousandths: bigint, side: 'BUY' | 'SELL') =>
      venue.place({ side, price: toText(floorTo((last * thousandths) / 1_000n, one)), quantity: '0.3' });
    place(998n, 'BUY');
    place(994n, 'BUY');
    place(1_002n, 'SELL');
    for (let step = 1; step <= steps; step++) {
      now = start + Math.floor((4 * 3_600_000 * step) / steps);
      venue.exchange.walk();
    }
    return venue.exchange.state.trades.map(({ id, orderId, price, quantity, at }) => [
      id,
      orderId,
      price,
      quantity,
      at,
    ]);
  };
  const walked = fills(12);
  expect(walked.length).toBeGreaterThan(0);
  expect(fills(1)).toEqual(walked);
}, 60_000);

test('behavior: an account is given its money once', () => {
  using venue = testExchange({ fund: { USDT: '100000' } });
  venue.place({ type: 'MARKET', quantity: '0.1' });
  const after = venue.balance('USDT');
  venue.exchange.close();
  using again = testExchange({ folder: venue.folder, script: venue.script, fund: { USDT: '100000' } });
  expect(again.balance('USDT')).toBe(after);
});

test('error: after a fault inside a command nothing more is answered, and the log keeps what it had', () => {
  using venue = testExchange();
  const order = venue.place({ price: '59900', quantity: '0.1' });
  expect(() =>
    venue.exchange.run(() => {
      venue.exchange.state.ledger.credit('main', 'USDT', toAmount('1'));
      throw new Error('broken');
    }),
  ).toThrow('broken');
  expect(() => venue.place({ price: '59900', quantity: '0.1' })).toThrow('overloaded');
  venue.exchange.close();
  using again = testExchange({ folder: venue.folder, script: venue.script });
  expect(again.order(order.id).status).toBe('NEW');
  expect(again.balance('USDT')).toBe('94010.00000000 5990.00000000');
});
