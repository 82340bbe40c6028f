import { toText } from '../engine/amount.ts';
import type { VenueContext } from '../protocol/Endpoint.ts';
import { barCloseTime, barsOf, dayStatistics } from '../protocol/statistics.ts';
import { VenueRejection } from '../VenueRejection.ts';
import { klineEvent, miniTickerEvent, tickerEvent } from './marketEvents.ts';
import type { PolledStream } from './PolledStream.ts';

const zero = toText(0n);

/** Makes the stream of a name, or undefined where there is none such. */
export function createPolledStream(context: VenueContext, name: string): PolledStream | undefined {
  const symbols = [...context.exchange.state.books.keys()];
  if (name === '!ticker@arr' || name === '!miniTicker@arr') {
    const one = name === '!ticker@arr' ? ticker : miniTicker;
    return every(1_000, () => symbols.flatMap((symbol) => one(context, symbol) ?? []));
  }
  const [prefix = '', kind = '', speed] = name.split('@');
  const symbol = prefix.toUpperCase();
  if (prefix !== prefix.toLowerCase() || !symbols.includes(symbol)) return undefined;
  if (kind === 'ticker') return every(1_000, () => ticker(context, symbol));
  if (kind === 'miniTicker') return every(1_000, () => miniTicker(context, symbol));
  if (kind === 'bookTicker') return bookTicker(context, symbol);
  const interval = /^kline_(\w+)$/.exec(kind)?.[1];
  if (interval !== undefined) return klines(context, symbol, interval);
  const depth = /^depth(5|10|20)?$/.exec(kind);
  if (depth === null || (speed !== undefined && speed !== '100ms' && speed !== '1000ms')) return undefined;
  const everyMs = speed === '100ms' ? 100 : 1_000;
  return depth[1] === undefined
    ? bookUpdates(context, symbol, everyMs)
    : every(everyMs, () => context.books.snapshot(symbol, Number(depth[1])));
}

function every(everyMs: number, next: () => unknown): PolledStream {
  return {
    everyMs,
    next() {
      const event = next();
      return event === undefined ? [] : [event];
    },
    close: () => {},
  };
}

function miniTicker({ exchange }: VenueContext, symbol: string) {
  const day = openDay(exchange, symbol);
  return day === undefined ? undefined : miniTickerEvent(symbol, day, exchange.pricedAt(symbol));
}

function ticker({ exchange, books }: VenueContext, symbol: string) {
  const day = openDay(exchange, symbol);
  if (day === undefined) return undefined;
  const { bids, asks } = books.snapshot(symbol, 1);
  const { last } = exchange.state.book(symbol);
  const best = {
    bid: bids[0] ?? ([zero, zero] as const),
    ask: asks[0] ?? ([zero, zero] as const),
    lastQuantity: toText(last?.quantity ?? 0n),
    lastId: (last?.marketTime ?? 0) * 1_000,
  };
  return tickerEvent(symbol, day, best, exchange.pricedAt(symbol));
}

/** The day's figures while its prices can be relied on. */
function openDay(exchange: VenueContext['exchange'], symbol: string) {
  return exchange.state.book(symbol).closed === undefined ? dayStatistics(exchange, symbol) : undefined;
}

/** The best prices, whenever they change. */
function bookTicker({ books, exchange }: VenueContext, symbol: string): PolledStream {
  let before = '';
  return every(100, () => {
    if (exchange.state.book(symbol).closed !== undefined) return undefined;
    const { lastUpdateId, bids, asks } = books.snapshot(symbol, 1);
    const [bid, ask] = [bids[0] ?? [zero, zero], asks[0] ?? [zero, zero]];
    const now = `${bid} ${ask}`;
    if (now === before) return undefined;
    before = now;
    return { u: lastUpdateId, s: symbol, b: bid[0], B: bid[1], a: ask[0], A: ask[1] };
  });
}

function bookUpdates({ books, exchange }: VenueContext, symbol: string, everyMs: number): PolledStream {
  const channel = books.open(symbol);
  return {
    everyMs,
    next() {
      const update = channel.take();
      if (update === undefined) return [];
      const { first, last, bids, asks } = update;
      return [{ e: 'depthUpdate', E: exchange.clock.now(), s: symbol, U: first, u: last, b: bids, a: asks }];
    },
    close: channel.close,
  };
}

/** The open bar whenever it changes, and each bar once more, marked closed, when it has ended. */
function klines({ exchange }: VenueContext, symbol: string, interval: string): PolledStream | undefined {
  try {
    barsOf(exchange, symbol, interval, { limit: 1 });
  } catch (error) {
    // Bars that are there but could not be read yet come later.
    if (error instanceof VenueRejection && error.code === -1120) return undefined;
    if (!(error instanceof VenueRejection)) throw error;
  }
  let sent = '';
  let open: number | undefined;
  return {
    everyMs: 250,
    next() {
      const bars = newBars(exchange, symbol, interval, open);
      open = bars.at(-1)?.ts ?? open;
      return bars.flatMap((bar) => {
        const closed = bar.ts !== open || exchange.walkedTo >= barCloseTime(interval, bar.ts);
        const text = JSON.stringify([bar, closed]);
        if (text === sent) return [];
        sent = text;
        return [klineEvent(symbol, interval, { bar, closed, now: exchange.clock.now() })];
      });
    },
    close: () => {},
  };
}

/** The bars from the open one on, only that one at first; none where they could not be read yet. */
function newBars(exchange: VenueContext['exchange'], symbol: string, interval: string, open?: number) {
  const range = open === undefined ? { limit: 1 } : { from: open, limit: 1_000 };
  try {
    return barsOf(exchange, symbol, interval, range);
  } catch (error) {
    if (error instanceof VenueRejection) return [];
    throw error;
  }
}
