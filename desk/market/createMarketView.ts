import { initialTransition, transition } from 'xstate';
import type { Scheduler } from '../../domain/Clock.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Bar, Quote, Timeframe } from '../../domain/market.ts';
import { type FeedEvent, feedMachine } from '../../machines/feed/feedMachine.ts';
import type { BarRange, Venue, VenueEvent } from '../../venues/Venue.ts';
import type { Log } from '../Log.ts';
import type { FeedStatus, MarketEvent, MarketView } from '../MarketView.ts';
import { createBarCache } from './createBarCache.ts';

/** A quote that is dated further ahead of the venue's clock (ms) is one whose time says nothing. */
const aheadMs = 5_000;

export type MarketViewParams = {
  venue: Venue;
  clock: Scheduler;
  log?: Log;
  /** How often the age of the quotes is looked at, in milliseconds; once a second unless told otherwise. */
  checkEveryMs?: number;
};

export type LiveMarketView = MarketView & {
  /** Takes what the venue tells; other events than those of the market pass by. */
  ingest(event: VenueEvent): void;
  /** Asks for the quotes of all instruments. Throws `VenueError` if one could not be had; the others are kept. */
  sweep(): Promise<void>;
  /** Begins to watch the age of the quotes. */
  start(): void;
  close(): void;
};

/**
 * The desk's one view of the market: newest quotes, bars with the open one merged in, and a feed status that says
 * whether they can be relied on (machine `feed@1`; its effects are performed here, since they read only).
 */
export function createMarketView(params: MarketViewParams): LiveMarketView {
  const { venue, clock, log, checkEveryMs = 1_000 } = params;
  const quotes = new Map<InstrumentId, Quote>();
  const cache = createBarCache();
  const listeners = new Set<(event: MarketEvent) => void>();
  let [feed] = initialTransition(feedMachine, { at: clock.now() });
  let cancel: (() => void) | undefined;
  let closed = false;

  function tell(event: MarketEvent): void {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        log?.error({ error: String(error), event: event.type }, 'A listener to the market failed');
      }
    }
  }

  function send(event: FeedEvent): void {
    if (closed || !feed.can(event)) return;
    const before = feed.value;
    const [next, effects] = transition(feedMachine, feed, event);
    feed = next;
    if (next.value !== before) {
      const status = feedStatus();
      log?.info({ venue: venue.id, ...status }, `Market data is ${status.state}`);
      tell({ type: 'feed', feed: status });
    }
    for (const effect of effects) perform(effect.type);
  }

  function perform(effect: string): void {
    switch (effect) {
      case 'backfill':
        cache.clear();
        void sweep().then(
          () => send({ type: 'backfill.finished', at: clock.now() }),
          (error: unknown) => send({ type: 'backfill.failed', at: clock.now(), reason: reasonOf(error) }),
        );
        break;
      case 'sweepQuotes':
        sweep().catch((error: unknown) =>
          log?.warn({ venue: venue.id, reason: reasonOf(error) }, 'Quotes could not be asked for'),
        );
        break;
      case 'refetchBars':
        // Nothing else to do: the series was forgotten, and the next reader fetches it whole.
        break;
    }
  }

  async function sweep(): Promise<void> {
    const asked = await Promise.allSettled([...venue.instruments.keys()].map((id) => venue.fetchQuote(id)));
    const failures = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    for (const answer of asked) if (answer.status === 'fulfilled') takeQuote(answer.value);
    if (failures.length > 0) throw failures[0];
  }

  function takeQuote(quote: Quote): void {
    const known = quotes.get(quote.instrument);
    if (known !== undefined && known.exchangeTime > quote.exchangeTime && !isAhead(known)) return;
    quotes.set(quote.instrument, quote);
    tell({ type: 'quote', quote });
  }

  function isAhead({ exchangeTime }: Quote): boolean {
    return exchangeTime > clock.now() + venue.clockOffsetMs + aheadMs;
  }

  /** By the venue's own time, or where that is ahead, since it came in. */
  function ageOf(quote: Quote): number {
    const age = isAhead(quote)
      ? clock.now() - quote.receivedAt
      : clock.now() + venue.clockOffsetMs - quote.exchangeTime;
    return Math.max(0, age);
  }

  function takeBar(event: Extract<VenueEvent, { type: 'bar' }>): void {
    const { instrument, timeframe, bar, closed: isClosed } = event;
    if (!cache.merge(instrument, timeframe, bar, clock.now())) {
      send({ type: 'gap.found', at: clock.now(), reason: `bars of ${instrument} ${timeframe} are missing` });
    }
    tell({ type: 'bar', instrument, timeframe, bar, closed: isClosed });
  }

  function ingest(event: VenueEvent): void {
    if (event.type === 'quote') takeQuote(event.quote);
    if (event.type === 'bar') takeBar(event);
    if (event.type !== 'stream' || event.stream !== 'market') return;
    const at = clock.now();
    if (event.state === 'live') send({ type: 'stream.opened', at });
    if (event.state === 'reconnecting' || event.state === 'stale') {
      cache.clear();
      send({ type: 'stream.broke', at, reason: event.reason });
    }
  }

  async function bars(instrument: InstrumentId, timeframe: Timeframe, range: BarRange): Promise<Bar[]> {
    const now = clock.now();
    const known = feed.value === 'live' ? cache.read(instrument, timeframe, range, now) : undefined;
    if (known !== undefined) return known;
    const fetched = await venue.fetchBars(instrument, timeframe, range);
    if (range.to === undefined && range.from === undefined) cache.store(instrument, timeframe, fetched, now);
    return fetched;
  }

  function measure(): void {
    const at = clock.now();
    const ages = [...venue.instruments.keys()].map((id) => {
      const quote = quotes.get(id);
      return quote === undefined ? null : ageOf(quote);
    });
    const known = ages.filter((age) => age !== null);
    const ageMs = ages.length === 0 || known.length < ages.length ? null : Math.max(...known);
    send({ type: 'quotes.measured', at, ageMs });
  }

  function feedStatus(): FeedStatus {
    const { since, reason } = feed.context;
    return { state: feed.value, since, reason };
  }

  function watch(): void {
    measure();
    cancel = clock.after(checkEveryMs, watch);
  }

  return {
    get instruments() {
      return venue.instruments;
    },
    get timeframes() {
      return venue.timeframes ?? [];
    },
    get feed() {
      return feedStatus();
    },
    quote: (instrument) => quotes.get(instrument),
    book: (instrument, depth) => venue.fetchBook(instrument, depth),
    bars,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ingest,
    sweep,
    start() {
      cancel ??= clock.after(checkEveryMs, watch);
    },
    close() {
      closed = true;
      cancel?.();
      listeners.clear();
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
