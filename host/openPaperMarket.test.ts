import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mintClearedOrder } from '../domain/ClearedOrder.ts';
import { accountId, instrumentId, orderId } from '../domain/ids.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { startSimulatedVenue } from '../venues/simulated/startSimulatedVenue.ts';
import { scriptedMarket } from '../venues/simulated/testing/scriptedMarket.ts';
import type { VenueEvent } from '../venues/Venue.ts';
import { openSimulation } from './openSimulation.ts';
import { systemClock } from './systemClock.ts';

const bitcoin = instrumentId.parse('BTC/USDT');

/** An exchange on loopback that speaks Binance's protocol, a home, and what paper trading said of it. */
async function startWorld() {
  await using opened = new AsyncDisposableStack();
  const home = mkdtempSync(join(tmpdir(), 'countersign-paper-'));
  opened.defer(() => rmSync(home, { recursive: true, force: true }));
  const script = scriptedMarket({ clock: { now: () => Date.now() } });
  const params = { market: script.market, clock: script.clock, folder: join(home, 'exchange') };
  const exchange = opened.use(await startSimulatedVenue({ ...params, keys: [] }));
  const said: string[] = [];
  const log = { info() {}, warn: (_: unknown, text: string) => void said.push(text) };
  const source = (mirror = { rest: exchange.restOrigin, streams: exchange.wsOrigin }) => ({
    ...{ kind: 'real' as const, exchange: 'binance', latencyMs: 20, mirror, instruments: [bitcoin] },
  });
  const owned = opened.move();
  return {
    ...{ exchange, script, said },
    /** What the exchange asks now, every trade so far included. */
    async bestAsk(): Promise<number> {
      const answer = await fetch(`${exchange.restOrigin}/api/v3/depth?symbol=BTCUSDT&limit=5`);
      return Number((await answer.json()).asks[0][0]);
    },
    /** Starts it anew where it was before. */
    async comeBack(): Promise<void> {
      owned.use(await startSimulatedVenue({ ...params, port: exchange.port, keys: [] }));
    },
    open: (mirror?: { rest: string; streams: string }) =>
      openSimulation({ folder: join(home, 'paper'), source: source(mirror), clock: systemClock, log }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

let sent = 0;

/** A purchase that takes what is there up to 61,000. */
function takingOrder(quantity: string) {
  sent += 1;
  const id = `ORD-${String(sent).padStart(16, '0')}`;
  return mintClearedOrder({
    ...{ id: orderId.parse(id), clientOrderId: id.toLowerCase(), account: accountId.parse('main') },
    ...{ venue: 'simulated', instrument: bitcoin, role: 'entry', proposal: null, parent: null, side: 'buy' },
    ...{ type: 'limit', quantity, price: '61000', triggerPrice: null, targetPrice: null, timeInForce: 'ioc' },
    ...{ reduceOnly: false, sendBefore: 9e12, createdAt: 1 },
  });
}

test('default: a real exchange’s prices, book and bars, and fills against its book over the same adapter', async () => {
  await using world = await startWorld();
  const paper = await world.open();
  const events: VenueEvent[] = [];
  await paper.venue.connect((event) => events.push(event));
  const quote = await until('a quote of the real market', async () => {
    world.script.trade('60000.00', { side: 'sell' });
    return paper.venue.fetchQuote(bitcoin).catch(() => undefined);
  });
  expect(quote.bid).toBe('60000');
  expect(paper.market).toMatchObject({ kind: 'real', label: 'Binance’s public market' });
  const book = await until('the exchange’s own book', async () => {
    const found = await paper.venue.fetchBook(bitcoin, 5);
    return Number(found.asks[0]?.[0]) === (await world.bestAsk()) && found;
  });
  expect(book.bids[0]?.[0]).toBe('60000');
  expect((await paper.venue.fetchBars(bitcoin, '1m', { limit: 5 })).at(-1)?.close).toBe('60000');
  const outcome = await paper.venue.sendOrder(takingOrder('0.1'), async () => undefined);
  expect(outcome).toMatchObject({ kind: 'accepted', report: { status: 'filled', filled: '0.1' } });
  const [fill] = await paper.venue.fetchFills(bitcoin, 0);
  expect(fill?.price).toBe(book.asks[0]?.[0]);
  await until('trades of the real market on the desk’s stream', async () => {
    world.script.trade('60000.00', { side: 'sell' });
    return events.some((event) => event.type === 'trade');
  });
  await paper.close();
});

test('error: an exchange that cannot be reached: it starts, says so, and fills nothing', async () => {
  await using world = await startWorld();
  const nowhere = { rest: 'http://127.0.0.1:1', streams: 'ws://127.0.0.1:1' };
  const paper = await world.open(nowhere);
  expect(world.said.join(' ')).toContain(
    'trading rules were never read, so nothing can be traded yet. It is asked again',
  );
  expect(paper.market.label).toContain('NOT LIVE');
  await paper.venue.connect(() => {});
  expect(paper.venue.instruments.get(bitcoin)?.tradable).toBe(false);
  await expect(paper.venue.fetchQuote(bitcoin)).rejects.toThrow('trading rules were never read');
  const outcome = await paper.venue.sendOrder(takingOrder('0.1'), async () => undefined);
  expect(outcome).toMatchObject({ kind: 'rejected' });
  expect(await paper.venue.fetchFills(bitcoin, 0)).toEqual([]);
  await paper.close();
});

test('behavior: an exchange that is down at the first start opens the market by itself when it is back', async () => {
  await using world = await startWorld();
  await world.exchange.close();
  const paper = await world.open();
  await paper.venue.connect(() => {});
  expect(paper.market.label).toContain('NOT LIVE: Binance’s trading rules were never read');
  expect(await paper.venue.sendOrder(takingOrder('0.1'), async () => undefined)).toMatchObject({
    kind: 'rejected',
  });
  await world.comeBack();
  await until('a market that can be traded', async () => paper.venue.instruments.get(bitcoin)?.tradable);
  expect(paper.venue.instruments.get(bitcoin)).toMatchObject({ priceTick: '0.01', quantityStep: '0.00001' });
  await until('a quote', () => paper.venue.fetchQuote(bitcoin).catch(() => undefined));
  expect(paper.market.label).toBe('Binance’s public market');
  const outcome = await until('a fill', async () => {
    const found = await paper.venue.sendOrder(takingOrder('0.1'), async () => undefined);
    return found.kind === 'accepted' && found;
  });
  expect(outcome).toMatchObject({ report: { status: 'filled', filled: '0.1' } });
  await paper.close();
});

test('behavior: rules of an earlier start hold while the exchange is away, and the market opens when it is back', async () => {
  await using world = await startWorld();
  const { exchange } = world;
  await (await world.open()).close();
  await exchange.close();
  const paper = await world.open();
  await paper.venue.connect(() => {});
  expect(paper.venue.instruments.get(bitcoin)).toMatchObject({ tradable: true, priceTick: '0.01' });
  await expect(paper.venue.fetchQuote(bitcoin)).rejects.toThrow('market data is not there');
  await world.comeBack();
  await until('a quote', () => paper.venue.fetchQuote(bitcoin).catch(() => undefined));
  await paper.close();
});

test('error: an exchange that goes away: the market is closed, and says why', async () => {
  await using world = await startWorld();
  const paper = await world.open();
  await paper.venue.connect(() => {});
  await until('a quote', () => paper.venue.fetchQuote(bitcoin).catch(() => undefined));
  await world.exchange.close();
  await until('a closed market', async () => paper.market.label.includes('NOT LIVE'));
  expect(await paper.venue.sendOrder(takingOrder('0.1'), async () => undefined)).toMatchObject({
    ...{ kind: 'rejected', code: 'MarketClosed' },
  });
  await expect(paper.venue.fetchQuote(bitcoin)).rejects.toThrow('market data is not there');
  await paper.close();
});
