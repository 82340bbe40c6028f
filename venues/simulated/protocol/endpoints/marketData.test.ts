import { expect, test } from 'vitest';
import { testVenue } from '../../testing/testVenue.ts';

const btc = { symbol: 'BTCUSDT' };

test('default: the book surrounds the newest trade, best levels first', async () => {
  using venue = testVenue();
  const { body } = await venue.ask('/api/v3/depth', { ...btc, limit: '5' });
  const { bids, asks } = body as { bids: [string, string][]; asks: [string, string][] };
  const prices = [
    ...asks.map(([price]) => Number(price)).toReversed(),
    ...bids.map(([price]) => Number(price)),
  ];
  expect(prices).toHaveLength(10);
  expect(prices).toEqual(prices.toSorted((a, b) => b - a));
  expect(bids[0]?.[0]).toBe('60000.00000000');
});

test('behavior: bars, tickers and trades agree with the market', async () => {
  using venue = testVenue();
  venue.trade('60100', { side: 'buy', quantity: '0.2' });
  const bars = await venue.ask('/api/v3/klines', { ...btc, interval: '1m', limit: '1' });
  expect(bars.body).toEqual([
    [
      1_800_000_000_000,
      '60000.00',
      '60100',
      '60000.00',
      '60100',
      '0.30000',
      1_800_000_059_999,
      expect.any(String),
      0,
      '0.00000000',
      '0.00000000',
      '0',
    ],
  ]);
  expect((await venue.ask('/api/v3/ticker/24hr', btc)).body).toMatchObject({
    lastPrice: '60100.00000000',
    lastQty: '0.20000000',
    openPrice: '60000.00000000',
    priceChangePercent: '0.167',
    askPrice: '60100.00000000',
    closeTime: venue.script.clock.now(),
  });
  expect((await venue.ask('/api/v3/ticker/price')).body).toEqual([
    { symbol: 'BTCUSDT', price: '60100.00000000' },
    { symbol: 'ETHUSDT', price: '3000.00000000' },
  ]);
  const trades = await venue.ask('/api/v3/trades', btc);
  expect(trades.body).toMatchObject([
    { id: 1_800_000_000_000_000, price: '60000.00', isBuyerMaker: true },
    { id: 1_800_000_001_000_000, price: '60100', isBuyerMaker: false },
  ]);
});

test('behavior: own executions are public trades, once, also where two accounts met', async () => {
  using venue = testVenue();
  venue.place({ type: 'MARKET', quantity: '0.01' });
  venue.place({ account: 'other', side: 'SELL', price: '60001', quantity: '0.02' });
  venue.place({ price: '60001', quantity: '0.02' });
  const { body } = await venue.ask('/api/v3/aggTrades', btc);
  expect(body).toMatchObject([
    { q: '0.1', m: true },
    { q: '0.01000000', m: false },
    { q: '0.02000000', m: false },
  ]);
});

test('behavior: bars up to a past time are complete ones', async () => {
  using venue = testVenue();
  venue.trade('60200', { side: 'buy' });
  venue.script.pass(120_000);
  venue.trade('60300', { side: 'buy' });
  const range = { ...btc, interval: '1m', endTime: '1800000000500' };
  const { body } = await venue.ask('/api/v3/klines', range);
  expect(body).toEqual([expect.arrayContaining([1_800_000_000_000, '60000.00', '60200', '0.15000'])]);
});

test.each([
  ['/api/v3/klines', { ...btc, interval: '7m' }, -1120],
  ['/api/v3/klines', { ...btc }, -1102],
  ['/api/v3/depth', { symbol: 'nope!' }, -1100],
  ['/api/v3/depth', { symbol: 'NOPE' }, -1121],
  ['/api/v3/depth', { ...btc, limit: 'many' }, -1100],
  ['/api/v3/ticker/price', { ...btc, symbols: '["BTCUSDT"]' }, -1128],
  ['/api/v3/trades', { ...btc, page: '2' }, -1104],
])('error: %s with %o is refused with %i', async (path, params: Record<string, string>, code) => {
  using venue = testVenue();
  const answer = await venue.ask(path, params);
  expect([answer.status, answer.body]).toMatchObject([400, { code }]);
});
