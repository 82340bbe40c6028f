import { afterEach, beforeEach, expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import { openScriptedVenue, type ScriptedVenue } from './testing/openScriptedVenue.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
let scripted: ScriptedVenue;

beforeEach(async () => {
  scripted = await openScriptedVenue();
});

afterEach(() => scripted[Symbol.asyncDispose]());

const now = (): number => Date.now();
const ticker = {
  e: '24hrTicker',
  s: 'BTCUSDT',
  c: '60000',
  b: '60000',
  B: '1',
  a: '60001',
  A: '2',
  C: 1_735_603_200_000,
};
const trade = { e: 'trade', s: 'BTCUSDT', t: 1, p: '60000', q: '1', T: 1_735_603_200_000, m: true };
const bar = { t: 1_735_603_200_000, i: '5m', o: '1', h: '2', l: '1', c: '2', v: '3', x: false };
const kline = { e: 'kline', s: 'BTCUSDT', k: bar };

test.each([
  ['a last price of 0', { ...ticker, c: '0.00000000' }],
  ['a best price of 0', { ...ticker, b: '0' }],
  ['a best price of another type', { ...ticker, a: { price: 1 } }],
  ['best prices that cross', { ...ticker, b: '60002' }],
  ['a trade at 0', { ...trade, p: '0' }],
  ['a bar of 0', { ...kline, k: { ...bar, l: '0.00' } }],
  ['a bar in seconds', { ...kline, k: { ...bar, t: 1_735_603_200 } }],
  ['a negative price', { ...trade, p: '-60000' }],
])('error: %s reaches nobody', async (_, event) => {
  const { exchange, events } = scripted;
  await eventually(() => expect(exchange.subscribed.size).toBeGreaterThan(3));
  exchange.tellMarket({ E: now(), ...event });
  exchange.tellMarket({ ...ticker, E: Math.floor(now() / 1_000) });
  exchange.tellMarket({ ...ticker, E: now(), c: '61000' });
  await eventually(() => expect(events.some((found) => found.type === 'quote')).toBe(true));
  expect(events.flatMap((found) => (found.type === 'quote' ? [found.quote.last] : []))[0]).toBe('61000');
  expect(events.filter(({ type }) => type === 'trade' || type === 'bar')).toEqual([]);
});

test.each([
  ['a crossed book', { bids: [['60002', '1']], asks: [['60001', '1']] }],
  ['a price of 0', { bids: [['0', '1']], asks: [['60001', '1']] }],
  [
    'a price told twice',
    {
      bids: [
        ['60000', '1'],
        ['60000', '2'],
      ],
      asks: [['60001', '1']],
    },
  ],
  ['no book', '<html>'],
])('error: %s is no answer', async (_, body) => {
  const { exchange, venue } = scripted;
  exchange.on('GET /api/v3/depth', () => ({ body }));
  await expect(venue.fetchBook(bitcoin, 5)).rejects.toThrow(/no readable answer|could not show/);
});

test('error: a bar from the future of a real exchange is left out, and makes an answer none', async () => {
  const { exchange } = scripted;
  const venue = scripted.open({ simulated: false });
  const bars: number[] = [];
  await venue.connect((event) => {
    if (event.type === 'bar') bars.push(event.bar.ts);
  });
  const tell = (t: number) => exchange.tellMarket({ E: now(), ...kline, k: { ...bar, t } });
  await eventually(() => {
    tell(now() + 600_000);
    tell(bar.t);
    expect(bars.length).toBeGreaterThan(0);
  });
  expect(new Set(bars)).toEqual(new Set([bar.t]));
  const row = (ts: number) => [ts, '1', '2', '1', '2', '3', ts + 299_999];
  exchange.on('GET /api/v3/klines', () => ({ body: [row(bar.t), row(now() + 600_000)] }));
  await expect(venue.fetchBars(bitcoin, '5m', { limit: 2 })).rejects.toMatchObject({
    ...{ code: 'venue.badAnswer', message: expect.stringContaining('from the future') },
  });
  exchange.on('GET /api/v3/klines', () => ({ body: [row(bar.t)] }));
  expect(await venue.fetchBars(bitcoin, '5m', { limit: 1 })).toHaveLength(1);
  await venue.close();
});
