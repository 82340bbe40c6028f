import { describe, expect, test } from 'vitest';
import { testExchange } from '../testing/testExchange.ts';

const accounts = ['main', 'other'];
// Between bid and ask of the opening book, so that only users' orders stand there.
const inside = '60001.00';

describe('two accounts', () => {
  test('default: orders meet at the resting price, each pays its own fee', () => {
    using venue = testExchange({ accounts, fund: { USDT: '100000', BTC: '2' } });
    const sell = venue.place({ account: 'other', side: 'SELL', price: inside, quantity: '0.5' });
    const buy = venue.place({ price: '60001.50', quantity: '0.2' });
    expect([buy.status, sell.status]).toEqual(['FILLED', 'PARTIALLY_FILLED']);
    expect(venue.balance('BTC')).toBe('2.19980000 0.00000000');
    expect(venue.balance('USDT')).toBe('87999.80000000 0.00000000');
    expect(venue.balance('BTC', 'other')).toBe('1.50000000 0.30000000');
    expect(venue.balance('USDT', 'other')).toBe('111988.19980000 0.00000000');
    const [taker, maker] = [buy, sell].map(({ id }) =>
      venue.exchange.state.trades.find(({ orderId }) => orderId === id),
    );
    expect(taker?.id).toBe(maker?.id);
    expect([taker?.maker, maker?.maker]).toEqual([false, true]);
  });

  test('behavior: price goes before time, time before size', () => {
    using venue = testExchange({ accounts });
    const late = venue.place({ account: 'other', side: 'SELL', price: '60001.20', quantity: '0.1' });
    const first = venue.place({ account: 'other', side: 'SELL', price: inside, quantity: '0.1' });
    const second = venue.place({ account: 'other', side: 'SELL', price: inside, quantity: '0.9' });
    venue.place({ price: '60001.20', quantity: '0.15' });
    expect([first, second, late].map(({ executed }) => executed)).toEqual([10_000_000n, 5_000_000n, 0n]);
  });

  test("behavior: the market's quantity that stood at a price first is served first", () => {
    using venue = testExchange({ accounts });
    const book = venue.exchange.state.book('BTCUSDT');
    const before = book.market('bid')[0]?.quantity ?? 0n;
    const rest = venue.place({ account: 'other', price: '60000', quantity: '0.5' });
    expect(rest.queueAhead).toBe(before);
    const sell = venue.place({ side: 'SELL', price: '60000', quantity: '0.1' });
    expect([sell.status, rest.executed]).toEqual(['FILLED', 0n]);
    venue.place({ side: 'SELL', price: '60000', quantity: '0.7' });
    expect(rest.executed).toBe(80_000_000n - before);
  });
});

describe('self-trade prevention', () => {
  test.each([
    ['EXPIRE_TAKER', ['EXPIRED_IN_MATCH', 'NEW'], 0],
    ['EXPIRE_MAKER', ['NEW', 'EXPIRED_IN_MATCH'], 0],
    ['EXPIRE_BOTH', ['EXPIRED_IN_MATCH', 'EXPIRED_IN_MATCH'], 0],
    ['NONE', ['FILLED', 'FILLED'], 2],
  ] as const)('behavior: %s leaves the orders %j', (selfTrade, statuses, trades) => {
    using venue = testExchange();
    const maker = venue.place({ side: 'SELL', price: inside, quantity: '0.1' });
    const taker = venue.place({ price: inside, quantity: '0.1', selfTrade });
    expect([taker.status, maker.status]).toEqual(statuses);
    expect(venue.exchange.state.trades).toHaveLength(trades);
    if (selfTrade === 'EXPIRE_BOTH') {
      expect(venue.balance('BTC')).toBe('2.00000000 0.00000000');
      expect(venue.balance('USDT')).toBe('100000.00000000 0.00000000');
    }
  });
});
