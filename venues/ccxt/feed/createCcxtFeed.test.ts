import { expect, test, vi } from 'vitest';
import type { Scheduler } from '../../../domain/Clock.ts';
import { instrumentId } from '../../../domain/ids.ts';
import type { FeedBook, FeedEvent, FeedTrade } from '../../MarketFeed.ts';
import { scriptedMarket, startScriptedExchange } from '../testing/startScriptedExchange.ts';
import { createCcxtFeed } from './createCcxtFeed.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const clock: Scheduler = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
const snapshot = { lastUpdateId: 100, bids: [['60000.00', '1.00000']], asks: [['60010.00', '2.00000']] };

type Row = { id: number; price: string; qty: string; time: number; isBuyerMaker: boolean };
const row = (id: number): Row => ({
  id,
  price: '60000.00',
  qty: '0.10000',
  time: Date.now(),
  isBuyerMaker: true,
});

/** A feed on a scripted exchange of Binance's protocol, with what it told. */
async function openFeed(options: { trades?: () => Row[]; silenceMs?: number } = {}) {
  await using opened = new AsyncDisposableStack();
  const exchange = opened.use(await startScriptedExchange());
  exchange.on('GET /api/v3/depth', () => ({ body: snapshot }));
  exchange.on('GET /api/v3/trades', () => ({ body: options.trades?.() ?? [] }));
  const said: string[] = [];
  const feed = await createCcxtFeed({
    ...{ exchange: 'binance', instruments: [bitcoin], clock, timeoutMs: 5_000, backoffMs: 20 },
    redirect: { rest: exchange.restOrigin, ws: exchange.wsOrigin },
    log: { info() {}, warn: (_, text) => void said.push(text) },
    ...(options.silenceMs !== undefined && { silenceMs: options.silenceMs }),
  });
  opened.defer(() => feed.close());
  const events: FeedEvent[] = [];
  feed.start((event) => events.push(event));
  const trades = (): FeedTrade[] => events.flatMap((event) => (event.type === 'trade' ? [event.trade] : []));
  const books = (): FeedBook[] => events.flatMap((event) => (event.type === 'book' ? [event.book] : []));
  const states = () => events.flatMap((event) => (event.type === 'state' ? [event] : []));
  const subscribed = (name: string) =>
    [...exchange.subscribed].some((each) => each.startsWith(`btcusdt@${name}`));
  // What the feed asks for at its start is asked for before a test tells anything.
  const asked = (route: string) => exchange.requests.some((request) => request.route === route);
  await expect
    .poll(() => subscribed('trade') && subscribed('depth') && asked('GET /api/v3/trades'), {
      timeout: 15_000,
    })
    .toBe(true);
  const owned = opened.move();
  return {
    ...{ exchange, feed, said, trades, books, states },
    tellTrade(id: number, changes: object = {}) {
      const now = Date.now();
      const event = {
        e: 'trade',
        E: now,
        s: 'BTCUSDT',
        t: id,
        p: '60001.00',
        q: '0.20000',
        T: now,
        m: false,
        M: true,
      };
      exchange.tellMarket({ ...event, ...changes });
    },
    tellBook(id: number, bids: string[][], asks: string[][], changes: object = {}) {
      const event = { e: 'depthUpdate', E: Date.now(), s: 'BTCUSDT', U: id, u: id, b: bids, a: asks };
      exchange.tellMarket({ ...event, ...changes });
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const patient = { timeout: 15_000 };

test('default: trades and books as they come', async () => {
  await using test = await openFeed();
  test.tellTrade(7);
  test.tellBook(101, [['60000.50', '3.00000']], []);
  await expect.poll(() => test.trades().length, patient).toBe(1);
  expect(test.trades()[0]).toMatchObject({
    id: '7',
    price: '60001',
    quantity: '0.2',
    takerSide: 'buy',
    missed: false,
  });
  // A book that is asked for may be told after it, or again when the stream stays quiet.
  await expect.poll(() => test.books().map(({ bids }) => bids[0]), patient).toContainEqual(['60000.5', '3']);
  expect(test.states().at(-1)).toMatchObject({ state: 'live' });
});

test('behavior: a gap in the trades is noticed, the missing ones are asked for, and each is told once', async () => {
  const rows: Row[] = [];
  await using test = await openFeed({ trades: () => rows });
  test.tellTrade(7);
  await expect.poll(() => test.trades().length, patient).toBe(1);
  rows.push(row(7), row(8), row(9), row(10));
  test.tellTrade(10);
  test.tellTrade(10);
  await expect
    .poll(() => test.trades().map(({ id, missed }) => [id, missed]), patient)
    .toEqual([
      ['7', false],
      ['10', false],
      ['8', true],
      ['9', true],
    ]);
  expect(test.feed.counts).toMatchObject({ trades: 4, gaps: 1 });
});

test('behavior: a quiet book is asked for, and dated by when it was', async () => {
  await using test = await openFeed();
  await expect.poll(() => test.books().length, patient).toBeGreaterThan(0);
  const [book] = test.books();
  expect(book?.asks[0]).toEqual(['60010', '2']);
  expect(book?.heardAt).toBeLessThanOrEqual(Date.now());
});

test('behavior: a stream that breaks is opened anew, and says so meanwhile', async () => {
  await using test = await openFeed();
  const seen = () => test.states().map(({ state }) => state);
  test.tellTrade(7);
  await expect.poll(seen, patient).toContain('live');
  test.exchange.cut('market');
  await expect.poll(seen, patient).toContain('reconnecting');
  await expect
    .poll(() => {
      test.tellTrade(8);
      return seen().lastIndexOf('live') > seen().indexOf('reconnecting');
    }, patient)
    .toBe(true);
});

test('behavior: silence of every stream is no life', async () => {
  await using test = await openFeed({ silenceMs: 700 });
  test.tellTrade(7);
  await expect.poll(() => test.states().map(({ state }) => state), patient).toContain('live');
  await expect
    .poll(() => test.states().map(({ reason }) => reason), patient)
    .toContainEqual(expect.stringMatching(/nothing was heard/));
});

test.each([
  ['a price of 0', { p: '0.00000000' }, 'without a price above 0'],
  ['a time in seconds', { T: Math.floor(Date.now() / 1_000) }, 'with a time that looks like seconds'],
  ['a time in the future', { T: Date.now() + 3_600_000 }, 'with a time in the future'],
  ['another type', { q: { amount: 1 } }, 'without a quantity above 0'],
])('error: a trade with %s is left out, counted and told of', async (_, changes, fault) => {
  await using test = await openFeed();
  test.tellTrade(7, changes);
  await expect.poll(() => test.said, patient).toContainEqual(expect.stringContaining(fault));
  test.tellTrade(8);
  await expect.poll(() => test.trades().map(({ id }) => id), patient).toEqual(['8']);
  expect(test.feed.counts.refused).toBeGreaterThan(0);
});

test('error: a crossed book is left out, and the one before grows old', async () => {
  await using test = await openFeed();
  test.tellBook(101, [['60000.00', '1.00000']], []);
  await expect.poll(() => test.books().length, patient).toBeGreaterThan(0);
  // Told again and again, from the snapshot on: what comes while ccxt still asks for its snapshot may be dropped.
  let update = 101;
  await expect
    .poll(() => {
      update += 1;
      test.tellBook(update, [['60020.00', '1.00000']], [], { U: 101 });
      return test.said;
    }, patient)
    .toContainEqual(expect.stringContaining('whose best prices cross'));
  expect(test.books().every(({ bids }) => bids[0]?.[0] !== '60020')).toBe(true);
});

test('error: rubbish on a stream ends nothing, is counted, and the state says so', async () => {
  await using test = await openFeed();
  test.tellTrade(8);
  await expect.poll(() => test.trades().length, patient).toBe(1);
  const printed = vi.spyOn(console, 'log');
  test.exchange.tellMarketText('<html>no</html>');
  test.exchange.tellMarketText('{"e":"trade","s":"BTCUS');
  test.exchange.tellMarketText('[1,2');
  test.exchange.tellMarketText('null');
  await expect
    .poll(() => {
      test.tellTrade(9);
      return test.trades().at(-1)?.id;
    }, patient)
    .toBe('9');
  // Each stream heard all three.
  expect(test.feed.counts.refused).toBeGreaterThanOrEqual(3);
  expect(test.states()).toContainEqual(
    expect.objectContaining({ state: 'live', reason: expect.stringContaining('that is no message') }),
  );
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

test('error: a message of sixteen megabytes breaks the stream off, unread, and it is opened anew', async () => {
  await using test = await openFeed();
  test.tellTrade(1);
  await expect.poll(() => test.trades().length, patient).toBe(1);
  test.exchange.tellMarketText(`{"x":"${'x'.repeat(16 * 1024 * 1024)}"}`);
  await expect
    .poll(() => test.states(), patient)
    .toContainEqual(
      expect.objectContaining({
        state: 'reconnecting',
        reason: expect.stringContaining('Max payload size exceeded'),
      }),
    );
  await expect
    .poll(() => {
      test.tellTrade(2);
      return test.trades().at(-1)?.id;
    }, patient)
    .toBe('2');
});

test('error: of two instruments that would have one name the second is not traded, and one that is not there is named', async () => {
  await using exchange = await startScriptedExchange();
  const twin = { ...scriptedMarket, symbol: 'BT-CUSDT', baseAsset: 'BT', quoteAsset: 'CUSDT' };
  exchange.on('GET /api/v3/exchangeInfo', () => ({
    body: { timezone: 'UTC', rateLimits: [], symbols: [scriptedMarket, twin] },
  }));
  const feed = await createCcxtFeed({
    ...{ exchange: 'binance', clock, timeoutMs: 5_000, log: { info() {}, warn() {} } },
    instruments: ['BTC/USDT', 'BT/CUSDT', 'BTC/EUR'].map((id) => instrumentId.parse(id)),
    redirect: { rest: exchange.restOrigin, ws: exchange.wsOrigin },
  });
  const { symbols, missing } = await feed.loadRules();
  expect(symbols.map(({ base, quote }) => `${base}/${quote}`)).toEqual(['BTC/USDT']);
  expect(missing).toEqual([
    'BT/CUSDT has the same name BTCUSDT as another instrument',
    'Binance does not trade BTC/EUR; it has BTC/USDT',
  ]);
  await feed.close();
});
