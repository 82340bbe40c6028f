import type { Database } from '../../db/Repositories.ts';
import type { Scheduler } from '../../domain/Clock.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { SourceView } from '../../domain/SourceView.ts';
import type { PublicTrade } from '../../domain/trades/PublicTrade.ts';
import type { FeedEvent, FeedTrade } from '../../venues/MarketFeed.ts';
import type { Log } from '../Log.ts';

export type TradeRecorderParams = {
  database: Pick<Database, 'transaction'>;
  /** The exchange by ccxt's name, and as people know it. */
  source: string;
  label: string;
  /** Trades older than this many days are forgotten. */
  keepDays: number;
  clock: Scheduler;
  log: Pick<Log, 'warn'>;
  /** Called when all is stored that could be. */
  onClosed?: () => Promise<void>;
};

const everyMs = 1_000;
const longestPauseMs = 60_000;
const forgetEveryMs = 3_600_000;
const dayMs = 86_400_000;
/** Trades that may wait for the database; some 20 MB. */
const mostWaiting = 100_000;
/** Trades of one transaction, so that orders which share an embedded database wait for little. */
const mostAtOnce = 10_000;

/**
 * Stores the public trades that a feed tells, a second's worth at a time. A trade counts as stored once its transaction
 * is committed; those of about the last second are lost when the process dies. It never slows the feed, whose prices
 * the desk trades on: where the database cannot keep up, what does not fit is left out and counted, and the next trade
 * that is stored says that some may be missing before it.
 */
export class TradeRecorder {
  readonly #params: TradeRecorderParams;
  readonly #waiting = new Map<InstrumentId, PublicTrade[]>();
  /** Instruments whose trades have been listened to without a break. */
  readonly #unbroken = new Set<InstrumentId>();
  #waitingCount = 0;
  #leftOut = 0;
  #stored = 0;
  #failures = 0;
  #failuresInRow = 0;
  #writes = 0;
  #forgotAt = Number.NEGATIVE_INFINITY;
  #lastTriedAt: number | null = null;
  #lastOkAt: number | null = null;
  #newestAt: number | null = null;
  #lastError: SourceView['lastError'] = null;
  #closed = false;
  #cancel: () => void;
  #running: Promise<void> = Promise.resolve();

  constructor(params: TradeRecorderParams) {
    this.#params = params;
    this.#cancel = params.clock.after(everyMs, () => this.#begin());
  }

  /** Trades that are stored, that wait, and that did not fit, since the start. */
  get counts(): { stored: number; waiting: number; leftOut: number } {
    return { stored: this.#stored, waiting: this.#waitingCount, leftOut: this.#leftOut };
  }

  take(event: FeedEvent): void {
    if (event.type === 'trade') this.#takeTrade(event.trade);
    else if (event.type === 'state' && event.state !== 'live') this.#unbroken.clear();
  }

  #takeTrade({ instrument, id, price, quantity, takerSide, exchangeTime }: FeedTrade): void {
    if (this.#closed) return;
    if (this.#waitingCount >= mostWaiting) {
      this.#leftOut += 1;
      this.#unbroken.delete(instrument);
      return;
    }
    const trades = this.#waiting.get(instrument);
    const afterBreak = !this.#unbroken.has(instrument);
    const trade = { id: storable(id), price, quantity, takerSide, exchangeTime, afterBreak };
    if (trades === undefined) this.#waiting.set(instrument, [trade]);
    else trades.push(trade);
    if (afterBreak) this.#unbroken.add(instrument);
    this.#waitingCount += 1;
  }

  /** How the storing is, in the words of every other source. */
  view(): SourceView {
    const { source, label, clock } = this.#params;
    const failing = this.#failuresInRow > 0 || this.#waitingCount >= mostWaiting;
    const [stored, leftOut] = [this.#stored, this.#leftOut].map((count) => count.toLocaleString('en'));
    return {
      ...{ id: `trades:${source}`, name: `Trades of ${label}, stored`, kind: 'trades', budget: null },
      state: failing ? 'failing' : this.#lastOkAt === null ? 'waiting' : 'ok',
      stale: this.#lastOkAt !== null && clock.now() - this.#lastOkAt > 10 * longestPauseMs,
      ...{ lastTriedAt: this.#lastTriedAt, lastOkAt: this.#lastOkAt, newestAt: this.#newestAt, nextAt: null },
      ...{ lastError: this.#lastError, reads: this.#writes, failures: this.#failures },
      note: `${stored} stored since the start${this.#leftOut > 0 ? `, ${leftOut} left out because the database could not keep up` : ''}`,
    };
  }

  /** Takes nothing more, and stores what waits. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#running;
    await this.#storeAll();
    await this.#params.onClosed?.();
  }

  #begin(): void {
    this.#running = this.#storeAll().finally(() => {
      if (this.#closed) return;
      const pause = Math.min(longestPauseMs, everyMs * 2 ** Math.min(10, this.#failuresInRow));
      this.#cancel = this.#params.clock.after(pause, () => this.#begin());
    });
  }

  async #storeAll(): Promise<void> {
    const { clock, database, keepDays, log, label } = this.#params;
    this.#lastTriedAt = clock.now();
    try {
      for (const [instrument, trades] of this.#waiting) {
        while (trades.length > 0) await this.#store(instrument, trades);
      }
      if (clock.now() - this.#forgotAt > forgetEveryMs) {
        this.#forgotAt = clock.now();
        await database.transaction((tx) => tx.trades.forget(clock.now() - keepDays * dayMs));
      }
      this.#failuresInRow = 0;
    } catch (cause) {
      this.#failures += 1;
      this.#failuresInRow += 1;
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `Trades of ${label} could not be stored: ${reason} They wait, up to ${mostWaiting.toLocaleString('en')} of them; orders and prices do not need them.`;
      this.#lastError = { code: 'trades.notStored', message, at: clock.now() };
      if (this.#failuresInRow === 1) log.warn({ reason }, message);
    }
  }

  /** Stores the oldest of what waits; it waits on until it is committed. */
  async #store(instrument: InstrumentId, waiting: PublicTrade[]): Promise<void> {
    const { database, source, clock } = this.#params;
    const part = waiting.slice(0, mostAtOnce);
    await database.transaction((tx) => tx.trades.add({ source, instrument }, part));
    waiting.splice(0, part.length);
    this.#waitingCount -= part.length;
    this.#stored += part.length;
    this.#writes += 1;
    this.#lastOkAt = clock.now();
    const newest = part.at(-1)?.exchangeTime ?? 0;
    this.#newestAt = Math.max(this.#newestAt ?? 0, newest);
  }
}

/** An id with a line's end, or none that can be told from none, is not kept: the trade is known by all that it says. */
function storable(id: string | null): string | null {
  return id === null || id === '' || id.length > 128 || /[\p{Cc}]/u.test(id) ? null : id;
}
