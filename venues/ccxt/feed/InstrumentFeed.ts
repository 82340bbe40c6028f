import type { Scheduler } from '../../../domain/Clock.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import type { FeedCounts, FeedEvent, FeedTrade } from '../../MarketFeed.ts';
import { mapCcxtError } from '../mapCcxtError.ts';
import type { FeedExchange } from './FeedExchange.ts';
import { readBinanceTrade } from './readBinanceTrade.ts';
import { readFeedBook } from './readFeedBook.ts';
import { faultOfTime, readFeedTrade } from './readFeedTrade.ts';
import { TradeSequence } from './TradeSequence.ts';

export type InstrumentFeedParams = {
  instrument: InstrumentId;
  exchange: FeedExchange;
  label: string;
  clock: Scheduler;
  counts: FeedCounts;
  /** Whether the exchange numbers its trades without holes. */
  consecutive: boolean;
  /** The exchange's clock minus ours (ms). */
  offsetMs: () => number;
  tell: (event: FeedEvent) => void;
  /** Something readable came in by a stream. */
  hear: () => void;
  /** Something came in that cannot be; a sentence. */
  refuse: (reason: string) => void;
  warn: (reason: string) => void;
};

/** A book that was quiet for this long is asked for (ms). */
const quietMs = 2_500;
const betweenBooksMs = 50;

/** Trades and book of one instrument: read, checked, in sequence, each once, with what the streams left out asked for. */
export class InstrumentFeed {
  readonly #params: InstrumentFeedParams;
  readonly #sequence: TradeSequence;
  /** The newest trade that was read from ccxt's memory of them. */
  #cursor: unknown;
  #bookAt = 0;
  /** Kinds of questions under way, and when the last one of each was answered. */
  readonly #asking = new Set<string>();
  readonly #askedAt = new Map<string, number>();
  #behind = true;
  #newestBook: { book: unknown; at: number } | undefined;
  #readBookAt = 0;
  #cancelRead: (() => void) | undefined;

  get instrument(): InstrumentId {
    return this.#params.instrument;
  }

  constructor(params: InstrumentFeedParams) {
    this.#params = params;
    this.#sequence = new TradeSequence(params.consecutive);
  }

  /** Waits for the next trade. ccxt tells only the newest of those that came while nobody waited, so all are read. */
  async watchTrades(): Promise<void> {
    const { exchange, instrument } = this.#params;
    await exchange.watchTrades(instrument);
    this.#readTrades();
  }

  async watchBook(): Promise<void> {
    const { exchange, instrument, clock } = this.#params;
    const book = await exchange.watchOrderBook(instrument);
    this.#newestBook = { book, at: clock.now() };
    // Never longer, whatever became of the clock since.
    const wait = Math.min(betweenBooksMs, this.#readBookAt - clock.now());
    if (wait <= 0) this.#readBook();
    else this.#cancelRead ??= clock.after(wait, () => this.#readBook());
  }

  /** A trade event of Binance's own, which ccxt then need not read. */
  takeBinanceTrade(event: Readonly<Record<string, unknown>>): void {
    const { instrument, clock, offsetMs, hear } = this.#params;
    if (this.#tellTrade(readBinanceTrade(instrument, event, clock.now() + offsetMs()))) hear();
  }

  /** ccxt keeps the book up with every update; it is looked at this often at most. */
  #readBook(): void {
    const { clock, hear } = this.#params;
    this.#cancelRead = undefined;
    this.#readBookAt = clock.now() + betweenBooksMs;
    const { book, at } = this.#newestBook ?? { book: undefined, at: 0 };
    if (this.#takeBook(book, at)) hear();
  }

  close(): void {
    this.#cancelRead?.();
  }

  /** After a break: what traded in between is asked for. */
  catchUp(): void {
    this.#behind = true;
  }

  /** Reads what came without a wake-up, and asks for trades that are missing and for a book that has been quiet. */
  look(): void {
    this.#readTrades();
    if (this.#behind) this.#ask('trades', () => this.#sweepTrades());
    if (Math.abs(this.#params.clock.now() - this.#bookAt) > quietMs)
      this.#ask('book', () => this.#sweepBook());
  }

  /** One question of a kind at a time, and the next one after a while. */
  #ask(what: string, sweep: () => Promise<void>): void {
    const { instrument, label, clock, warn } = this.#params;
    if (this.#asking.has(what) || Math.abs(clock.now() - (this.#askedAt.get(what) ?? 0)) < quietMs) return;
    this.#asking.add(what);
    sweep()
      .catch((error: unknown) => {
        warn(`${label} could not be asked for its ${what} of ${instrument} (${mapCcxtError(error).reason})`);
      })
      .finally(() => {
        this.#asking.delete(what);
        this.#askedAt.set(what, clock.now());
      });
  }

  #readTrades(): void {
    const { exchange, instrument, clock, offsetMs, hear } = this.#params;
    const known = exchange.trades[instrument] ?? [];
    const from = known.lastIndexOf(this.#cursor) + 1;
    // More came than ccxt keeps: what fell out is asked for.
    if (from === 0 && this.#cursor !== undefined && known.length > 0) this.#behind = true;
    const now = clock.now() + offsetMs();
    for (let index = from; index < known.length; index += 1) {
      this.#cursor = known[index];
      if (this.#takeTrade(known[index], now, false)) hear();
    }
  }

  #takeTrade(found: unknown, now: number, missed: boolean): boolean {
    return this.#tellTrade(readFeedTrade(this.#params.instrument, found, { now, missed }));
  }

  #tellTrade(trade: FeedTrade | string): boolean {
    const { instrument, counts, label, tell, refuse } = this.#params;
    if (typeof trade === 'string') {
      refuse(`${label} sent a trade of ${instrument} ${trade}; it was left out`);
      return false;
    }
    const place = this.#sequence.take(trade);
    if (place === 'seen') return true;
    if (place === 'gap' && !trade.missed) {
      counts.gaps += 1;
      this.#behind = true;
    }
    counts.trades += 1;
    tell({ type: 'trade', trade });
    return true;
  }

  #takeBook(found: unknown, heardAt: number): boolean {
    const { instrument, counts, label, clock, offsetMs, tell, refuse } = this.#params;
    const { timestamp }: Record<string, unknown> = Object(found);
    const timed = timestamp !== undefined && timestamp !== null;
    const late = timed ? faultOfTime(timestamp, clock.now() + offsetMs()) : undefined;
    const book = late ?? readFeedBook(found);
    if (typeof book === 'string') {
      refuse(`${label} sent a book of ${instrument} ${book}; it was left out`);
      return false;
    }
    // A message that was long on its way tells of then, not of now.
    const at = timed ? Math.min(heardAt, Number(timestamp) - offsetMs()) : heardAt;
    this.#bookAt = Math.max(Math.min(this.#bookAt, clock.now()), at);
    counts.books += 1;
    tell({ type: 'book', book: { instrument, ...book, heardAt: at } });
    return true;
  }

  async #sweepTrades(): Promise<void> {
    const { exchange, instrument, clock, offsetMs } = this.#params;
    const found = await exchange.fetchTrades(instrument);
    this.#behind = false;
    const now = clock.now() + offsetMs();
    for (const trade of Array.isArray(found) ? (found as unknown[]) : []) this.#takeTrade(trade, now, true);
  }

  async #sweepBook(): Promise<void> {
    const { exchange, instrument, clock } = this.#params;
    const asked = clock.now();
    const { bids, asks }: Record<string, unknown> = Object(await exchange.fetchOrderBook(instrument));
    this.#takeBook({ bids, asks }, asked);
  }
}
