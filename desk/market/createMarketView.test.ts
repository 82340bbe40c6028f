import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Instrument } from '../../domain/Instrument.ts';
import { instrumentId } from '../../domain/ids.ts';
import type { Bar, Quote } from '../../domain/market.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import type { BarRange, Venue, VenueEvent } from '../../venues/Venue.ts';
import { VenueError } from '../../venues/VenueError.ts';
import type { MarketEvent } from '../MarketView.ts';
import { createMarketView, type LiveMarketView } from './createMarketView.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const ether = instrumentId.parse('ETH/USDT');
const minute = 60_000;
const start = 1_700_000_040_000;

let now: number;
let asked: string[];
let served: Bar[];
let outage: boolean;
let view: LiveMarketView;
let seen: MarketEvent[];

const instrument = (id: Instrument['id']): Instrument => ({
  ...{
    id,
    base: 'X',
    quote: 'USDT',
    tradable: true,
    priceTick: '0.01',
    quantityStep: '0.001',
    minQuantity: '0.001',
  },
  ...{
    maxQuantity: '9',
    minNotional: '5',
    makerFee: '0',
    takerFee: '0',
    orderTypes: ['market'],
    timeInForce: ['gtc'],
  },
});

const quote = (id: Instrument['id'], exchangeTime: number, last = '100'): Quote => ({
  ...{ instrument: id, bid: '99', bidQuantity: '1', ask: '101', askQuantity: '1', last },
  ...{ exchangeTime, marketTime: exchangeTime, receivedAt: exchangeTime },
});

const bar = (ts: number, close = '1'): Bar => ({ ts, open: '1', high: '9', low: '1', close, volume: '1' });

/** A venue that answers from the variables above; whatever else is asked of it fails the test. */
function scriptedVenue(): Venue {
  const refuse = () => {
    throw new Error('not part of this test');
  };
  return {
    ...{
      id: 'scripted',
      label: 'Scripted venue',
      simulated: true,
      clockOffsetMs: 0,
      warrants: { requestWindowMs: null, consistencyDelayMs: 0 },
      fetchTime: refuse,
      connect: refuse,
      close: refuse,
    },
    ...{
      sendOrder: refuse,
      cancelOrder: refuse,
      fetchOrder: refuse,
      fetchOpenOrders: refuse,
      fetchFills: refuse,
    },
    fetchBalances: refuse,
    instruments: new Map([bitcoin, ether].map((id) => [id, instrument(id)])),
    timeframes: ['1m', '5m'],
    async fetchQuote(id) {
      asked.push(`quote ${id}`);
      if (outage) throw new VenueError('venue.unreachable', 'no answer');
      return quote(id, now, '200');
    },
    async fetchBook(id) {
      return { instrument: id, bids: [], asks: [], exchangeTime: now, receivedAt: now };
    },
    async fetchBars(id, timeframe, range: BarRange) {
      asked.push(`bars ${id} ${timeframe}`);
      if (outage) throw new VenueError('venue.unreachable', 'no answer');
      return served.slice(-range.limit);
    },
  };
}

const stream = (
  state: 'live' | 'reconnecting' | 'stale',
  name: 'market' | 'account' = 'market',
): VenueEvent => ({ type: 'stream', stream: name, state, reason: `is ${state}` });
const barEvent = (found: Bar, closed = false): VenueEvent => ({
  ...{ type: 'bar', instrument: bitcoin, timeframe: '1m', bar: found, closed },
});
const feeds = () => seen.flatMap((event) => (event.type === 'feed' ? [event.feed.state] : []));

/** Lets a second of wall time pass: the view's own timer looks at the ages. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    now += Math.min(1_000, left);
    await vi.advanceTimersByTimeAsync(1_000);
  }
}

async function goLive(): Promise<void> {
  view.ingest(stream('live'));
  await eventually(() => expect(view.feed.state).toBe('live'));
  asked = [];
}

beforeEach(() => {
  vi.useFakeTimers();
  now = start;
  asked = [];
  seen = [];
  outage = false;
  served = [bar(start - 3 * minute), bar(start - 2 * minute), bar(start - minute)];
  const after = (ms: number, work: () => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  };
  view = createMarketView({ venue: scriptedVenue(), clock: { now: () => now, after } });
  view.subscribe((event) => seen.push(event));
  view.start();
});

afterEach(() => {
  view.close();
  vi.useRealTimers();
});

describe('createMarketView', () => {
  test('default: catches up by REST, then is live with a quote of everything', async () => {
    expect(view.feed).toEqual({ state: 'connecting', since: start, reason: 'connecting to the venue' });
    expect(view.quote(bitcoin)).toBeUndefined();
    await goLive();
    expect(feeds()).toEqual(['backfilling', 'live']);
    expect(view.quote(bitcoin)?.last).toBe('200');
    expect(view.quote(ether)?.last).toBe('200');
    expect(view.timeframes).toEqual(['1m', '5m']);
    expect([...view.instruments.keys()]).toEqual([bitcoin, ether]);
  });

  test('behavior: keeps the newest quote and tells of it', () => {
    view.ingest({ type: 'quote', quote: quote(bitcoin, start + 10, '2') });
    view.ingest({ type: 'quote', quote: quote(bitcoin, start, '1') });
    expect(view.quote(bitcoin)?.last).toBe('2');
    expect(seen).toHaveLength(1);
  });

  test('behavior: sweeps when it is quiet, and is stale when that does not help', async () => {
    await goLive();
    await pass(3_000);
    expect(asked).toEqual([]);
    await pass(1_000);
    expect(asked).toEqual([`quote ${bitcoin}`, `quote ${ether}`]);
    expect(view.feed.state).toBe('live');
    outage = true;
    await pass(10_000);
    expect(view.feed.state).toBe('live');
    await pass(1_000);
    expect(view.feed).toMatchObject({ state: 'stale', reason: 'the oldest quote is 11 s old' });
    outage = false;
    await pass(4_000);
    expect(view.feed.state).toBe('live');
    expect(feeds()).toEqual(['backfilling', 'live', 'stale', 'backfilling', 'live']);
  });

  test('error: a quote from the future neither hides the ones after it nor stays fresh', async () => {
    await goLive();
    view.ingest({ type: 'quote', quote: { ...quote(bitcoin, now + 3_600_000), receivedAt: now } });
    view.ingest({ type: 'quote', quote: quote(bitcoin, now, '7') });
    expect(view.quote(bitcoin)?.last).toBe('7');
    for (const id of [bitcoin, ether])
      view.ingest({ type: 'quote', quote: { ...quote(id, now + 3_600_000), receivedAt: now } });
    outage = true;
    await pass(11_000);
    expect(view.feed.state).toBe('stale');
  });

  test('behavior: one instrument without news is enough to be stale', async () => {
    await goLive();
    outage = true;
    for (let second = 0; second < 12; second += 1) {
      await pass(1_000);
      view.ingest({ type: 'quote', quote: quote(bitcoin, now) });
    }
    expect(view.feed.state).toBe('stale');
  });

  test('behavior: an instrument that never had a quote keeps it stale', async () => {
    outage = true;
    view.ingest(stream('live'));
    await eventually(() => expect(view.feed.state).toBe('stale'));
    for (let second = 0; second < 5; second += 1) {
      view.ingest({ type: 'quote', quote: quote(bitcoin, now) });
      await pass(1_000);
    }
    expect(feeds()).toEqual(['backfilling', 'stale']);
  });

  test('behavior: a broken stream is not live until it is caught up again', async () => {
    await goLive();
    view.ingest(stream('reconnecting'));
    expect(view.feed).toMatchObject({ state: 'reconnecting', reason: 'is reconnecting' });
    view.ingest(stream('live', 'account'));
    expect(view.feed.state).toBe('reconnecting');
    outage = true;
    view.ingest(stream('live'));
    await eventually(() => expect(view.feed).toMatchObject({ state: 'stale', reason: 'no answer' }));
  });

  test('behavior: bars are fetched once and kept up by the stream', async () => {
    await goLive();
    expect(await view.bars(bitcoin, '1m', { limit: 3 })).toEqual(served);
    view.ingest(barEvent(bar(start - minute, '5')));
    view.ingest(barEvent(bar(start, '6')));
    expect((await view.bars(bitcoin, '1m', { limit: 3 })).map(({ ts, close }) => [ts, close])).toEqual([
      [start - 2 * minute, '1'],
      [start - minute, '5'],
      [start, '6'],
    ]);
    view.ingest(barEvent(bar(start - minute, '5.5'), true));
    const ranged = await view.bars(bitcoin, '1m', { from: start - minute, limit: 10 });
    expect(ranged.map(({ close }) => close)).toEqual(['5.5', '6']);
    expect(asked).toEqual([`bars ${bitcoin} 1m`]);
    expect(seen.filter((event) => event.type === 'bar')).toHaveLength(3);
  });

  test('behavior: a bar that arrives while the others are fetched is not lost', async () => {
    await goLive();
    const fetching = view.bars(bitcoin, '1m', { limit: 3 });
    view.ingest(barEvent(bar(start, '6')));
    await fetching;
    const known = await view.bars(bitcoin, '1m', { limit: 2 });
    expect(known.map(({ ts, close }) => [ts, close])).toEqual([
      [start - minute, '1'],
      [start, '6'],
    ]);
    expect(asked).toHaveLength(1);
  });

  test('behavior: asks again for more bars, older ones, or when the stream is quiet', async () => {
    await goLive();
    await view.bars(bitcoin, '1m', { limit: 3 });
    await view.bars(bitcoin, '1m', { limit: 4 });
    await view.bars(bitcoin, '1m', { from: start - 10 * minute, limit: 2 });
    await view.bars(bitcoin, '5m', { limit: 3 });
    expect(asked).toHaveLength(4);
    await view.bars(bitcoin, '1m', { limit: 3 });
    expect(asked).toHaveLength(4);
    now += 5_001;
    await view.bars(bitcoin, '1m', { limit: 3 });
    expect(asked).toHaveLength(5);
  });

  test('behavior: a bar that is missing between fetch and stream is fetched, never skipped', async () => {
    await goLive();
    await view.bars(bitcoin, '1m', { limit: 3 });
    view.ingest(barEvent(bar(start + minute)));
    served = [bar(start - minute), bar(start), bar(start + minute)];
    expect(await view.bars(bitcoin, '1m', { limit: 3 })).toEqual(served);
    expect(view.feed.state).toBe('live');
  });

  test('behavior: nothing is served from memory while the feed is not live', async () => {
    await goLive();
    await view.bars(bitcoin, '1m', { limit: 3 });
    view.ingest(stream('reconnecting'));
    await view.bars(bitcoin, '1m', { limit: 3 });
    await view.bars(bitcoin, '1m', { limit: 3 });
    expect(asked).toHaveLength(3);
  });

  test('behavior: a listener that fails does not keep the others from hearing', () => {
    const heard: MarketEvent[] = [];
    view.subscribe(() => {
      throw new Error('listener is broken');
    });
    const stop = view.subscribe((event) => heard.push(event));
    view.ingest({ type: 'quote', quote: quote(bitcoin, start) });
    stop();
    view.ingest({ type: 'quote', quote: quote(bitcoin, start + 1) });
    expect(heard).toHaveLength(1);
  });

  test('error: what could not be asked is an error, not an empty market', async () => {
    outage = true;
    await expect(view.bars(bitcoin, '1m', { limit: 3 })).rejects.toThrow(VenueError);
    await expect(view.sweep()).rejects.toThrow(VenueError);
  });
});
