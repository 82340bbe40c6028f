import type { z } from 'zod';
import { type Timeframe, timeframe } from '../../domain/market.ts';
import type { VenueEvent } from '../Venue.ts';
import { rawBookTicker, rawKlineEvent, rawTickerEvent, rawTradeEvent } from './binance/answers.ts';
import { createQuoteAssembler } from './createQuoteAssembler.ts';
import { createStreamState } from './createStreamState.ts';
import { findInstrument } from './findSymbol.ts';
import { keepWatching } from './keepWatching.ts';
import { mapCcxtError } from './mapCcxtError.ts';
import { opensAhead } from './opensAhead.ts';
import { repeat } from './repeat.ts';
import type { Timers } from './Timers.ts';
import type { VenueContext, VenueLog } from './VenueContext.ts';

export type MarketStreamParams = {
  venue: VenueContext;
  listener: (event: VenueEvent) => void;
  timeframes: readonly Timeframe[];
  backoffMs: number;
  timers: Timers;
  /** Silence after which the stream counts as stale and is connected anew, in milliseconds. */
  silenceMs: number;
  log: VenueLog | undefined;
};

export type MarketStream = {
  onMessage(message: Record<string, unknown>): void;
  start(signal: AbortSignal): void;
};

/** The public side: quotes, trades and bars of all instruments, with a watchdog for silence. */
export function createMarketStream(params: MarketStreamParams): MarketStream {
  const { venue, listener, timeframes, backoffMs, timers, silenceMs, log } = params;
  const quotes = createQuoteAssembler(() => venue.clock.now());
  const state = createStreamState('market', listener);
  const ids = [...venue.symbols.keys()];
  let heardAt = venue.clock.now();

  function onMessage(message: Record<string, unknown>): void {
    const isEvent = typeof message.e === 'string' || ('b' in message && 'a' in message);
    if (!isEvent) return;
    heardAt = venue.clock.now();
    state.set('live', 'market data arrives');
    switch (message.e) {
      case '24hrTicker':
        onTicker(read(rawTickerEvent, message));
        break;
      case 'trade':
        onTrade(read(rawTradeEvent, message));
        break;
      case 'kline':
        onKline(read(rawKlineEvent, message));
        break;
      case undefined:
      case 'bookTicker':
        onBest(read(rawBookTicker, message));
        break;
    }
  }

  function read<Schema extends z.ZodType>(schema: Schema, message: unknown): z.infer<Schema> | undefined {
    const parsed = schema.safeParse(message);
    if (!parsed.success)
      log?.warn({ venue: venue.label, issues: parsed.error.issues }, 'unreadable market event');
    return parsed.data;
  }

  function onTicker(event: z.infer<typeof rawTickerEvent> | undefined): void {
    const instrument = event && findInstrument(venue, event.s);
    if (event === undefined || instrument === undefined) return;
    const best = { bid: event.b, bidQuantity: event.B, ask: event.a, askQuantity: event.A };
    // In the simulated venue all times but that of the event are the market's own.
    const marketTime = venue.simulated ? event.C : event.E;
    listener({ type: 'quote', quote: quotes.full(instrument, best, event.c, event.E, marketTime) });
  }

  function onBest(event: z.infer<typeof rawBookTicker> | undefined): void {
    const instrument = event && findInstrument(venue, event.s);
    if (event === undefined || instrument === undefined) return;
    const best = { bid: event.b, bidQuantity: event.B, ask: event.a, askQuantity: event.A };
    const quote = quotes.best(instrument, best);
    if (quote !== undefined) listener({ type: 'quote', quote });
  }

  function onTrade(event: z.infer<typeof rawTradeEvent> | undefined): void {
    const instrument = event && findInstrument(venue, event.s);
    if (event === undefined || instrument === undefined) return;
    listener({ type: 'trade', instrument, price: event.p, quantity: event.q, at: event.E });
    const quote = quotes.trade(instrument, event.p, event.E, venue.simulated ? event.T : event.E);
    if (quote !== undefined) listener({ type: 'quote', quote });
  }

  function onKline(event: z.infer<typeof rawKlineEvent> | undefined): void {
    const instrument = event && findInstrument(venue, event.s);
    const length = timeframe.safeParse(event?.k.i);
    if (event === undefined || instrument === undefined || !length.success) return;
    const { t: ts, o: open, h: high, l: low, c: close, v: volume, x: closed } = event.k;
    if (opensAhead(venue, ts)) {
      log?.warn({ venue: venue.label, ts }, `a bar of ${instrument} from the future was left out`);
      return;
    }
    const bar = { ts, open, high, low, close, volume };
    listener({ type: 'bar', instrument, timeframe: length.data, bar, closed });
  }

  function onFailure(error: unknown): void {
    const { reason } = mapCcxtError(error);
    log?.warn({ venue: venue.label, reason }, 'market stream broke off');
    state.set('reconnecting', reason);
  }

  function checkSilence(): void {
    const silent = venue.clock.now() - heardAt;
    if (silent <= silenceMs || state.state === 'stale') return;
    state.set('stale', `nothing heard for ${Math.round(silent / 1_000)} s`);
    heardAt = venue.clock.now();
    // Their watchers fail, wait and connect anew.
    for (const client of Object.values(venue.exchange.clients)) {
      if (!client.url.includes('ws-api')) client.close();
    }
  }

  function start(signal: AbortSignal): void {
    heardAt = venue.clock.now();
    listener({ type: 'stream', stream: 'market', state: 'connecting', reason: 'subscribing' });
    const pairs = ids.flatMap((id) => timeframes.map((length) => [id, length] as const));
    const watches = [
      () => venue.exchange.watchTickers(ids, { name: 'ticker' }),
      () => venue.exchange.watchBidsAsks(ids),
      () => venue.exchange.watchTradesForSymbols(ids),
      ...(pairs.length === 0 ? [] : [() => venue.exchange.watchOHLCVForSymbols(pairs)]),
    ];
    for (const watch of watches) void keepWatching({ watch, onFailure, signal, backoffMs, timers });
    repeat(timers, Math.min(1_000, silenceMs / 2), signal, checkSilence);
  }

  return { onMessage, start };
}
