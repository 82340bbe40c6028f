import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import { importExchange } from '../importExchange.ts';
import { readBinanceTrade } from './readBinanceTrade.ts';
import { readFeedTrade } from './readFeedTrade.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const now = 1_800_000_000_000;
type Parser = { parseWsTrade(event: object, market: object): unknown };
const market = { id: 'BTCUSDT', symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', spot: true, contract: false };

const cents = fc.integer({ min: 1, max: 9_999_999 }).map((value) => (value / 100).toFixed(2));
const amounts = fc.integer({ min: 1, max: 99_999_999 }).map((value) => (value / 1e5).toFixed(8));
const events = fc.record({
  ...{ e: fc.constant('trade'), s: fc.constant('BTCUSDT'), E: fc.constant(now), M: fc.constant(true) },
  ...{ t: fc.nat(), p: fc.oneof(cents, fc.constant('0.00000000')), m: fc.boolean() },
  q: fc.oneof(amounts, fc.constant('0')),
  T: fc.oneof(
    fc.integer({ min: now - 60_000, max: now }),
    fc.constant(now / 1_000),
    fc.constant(now + 60_000),
  ),
});

test('default: an event of Binance’s', () => {
  const event = { e: 'trade', s: 'BTCUSDT', t: 7, p: '60000.10000000', q: '0.00100000', T: now, m: true };
  expect(readBinanceTrade(bitcoin, event, now)).toEqual({
    ...{ instrument: bitcoin, id: '7', price: '60000.1', quantity: '0.001', takerSide: 'sell' },
    ...{ exchangeTime: now, missed: false },
  });
});

test('behavior: the same as through ccxt’s own reading', async () => {
  const Class = await importExchange<Parser>('binance', 'streams');
  const exchange = new Class({});
  fc.assert(
    fc.property(events, (event) => {
      const through = readFeedTrade(bitcoin, exchange.parseWsTrade(event, market), { now, missed: false });
      expect(readBinanceTrade(bitcoin, event, now)).toEqual(through);
    }),
    { numRuns: 300 },
  );
});

test('error: what is no trade', () => {
  expect(readBinanceTrade(bitcoin, { t: 1, p: '1', q: '1', T: now }, now)).toBe('without a side');
  expect(readBinanceTrade(bitcoin, {}, now)).toBe('without a time');
});
