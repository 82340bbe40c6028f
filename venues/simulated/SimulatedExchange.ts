import type { Clock } from '../../domain/Clock.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import { toAmount } from './engine/amount.ts';
import { type Changes, EngineState, type FeeRates, isEmpty } from './engine/EngineState.ts';
import { isReached } from './engine/isReached.ts';
import type { Moment } from './engine/NewOrder.ts';
import { onBook } from './engine/onBook.ts';
import { onTick, readTrade } from './engine/onTick.ts';
import { symbolRules } from './engine/SymbolRules.ts';
import { openVenueLog, type VenueLog } from './log/VenueLog.ts';
import { restore, toEntry } from './log/VenueLogEntry.ts';
import type { MarketRules, MarketStep, MarketTick, SimulatedMarket } from './SimulatedMarket.ts';
import { VenueRejection } from './VenueRejection.ts';

/** Money that a new account begins with, by asset, as decimal strings. */
export type Fund = Readonly<Record<string, string>>;

/** What listeners are told after it has been stored. */
export type ExchangeListener = {
  onTicks(ticks: readonly MarketTick[]): void;
  onChanges(changes: Changes): void;
};

/** A stretch of market time longer than this (ms) is looked through in chunks before it is walked. */
const longMs = 1_800_000;
const chunkInterval = '15m';
const chunkMs = 900_000;

/** 0.1% for makers and takers alike, where the market has none of its own. */
const usualFees = { maker: '0.001', taker: '0.001' };

/**
 * The running exchange: engine, log and market together. Every command first walks the market to now, is then
 * carried out in memory, and is stored before anybody hears of it.
 */
export class SimulatedExchange {
  readonly market: SimulatedMarket;
  readonly state: EngineState;
  readonly clock: Clock;
  readonly #log: VenueLog;
  readonly #listeners = new Set<ExchangeListener>();
  #sequence: number;
  #walkedTo: number;
  #failed = false;

  /** Throws `VenueLogError` where the folder's log cannot be used. */
  constructor(params: { market: SimulatedMarket; folder: string; clock: Clock }) {
    this.market = params.market;
    this.clock = params.clock;
    const real = params.market.live !== undefined;
    this.state = new EngineState(params.market.symbols.map(symbolRules), feesOf(params.market), real);
    this.#log = openVenueLog(params.folder);
    restore(this.state, this.#log.entries);
    this.#sequence = this.#log.entries.length;
    const now = this.marketTime;
    // A recorded market may begin anew, and so before the time that the log has reached.
    this.#walkedTo = Math.min(now, this.#log.entries.at(-1)?.marketTime ?? now);
    if (!real) this.#findLastTrades(this.#walkedTo);
    this.#closeBooks();
  }

  get marketTime(): number {
    return this.market.marketTime(this.clock.now());
  }

  /** Market time up to which orders have met the market. */
  get walkedTo(): number {
    return this.#walkedTo;
  }

  /** When the prices of a symbol were right (our clock): now, but for a real market that has fallen silent. */
  pricedAt(symbol: string): number {
    return this.market.live?.heardAt(symbol) ?? this.clock.now();
  }

  listen(listener: ExchangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gives an account its money, unless it has been given before. */
  fund(account: string, fund: Fund): void {
    if (this.state.ledger.assets(account).size > 0) return;
    this.run(() => {
      for (const [asset, amount] of Object.entries(fund)) {
        this.state.ledger.credit(account, asset, toAmount(amount));
      }
    });
  }

  /** Carries out a command. What it throws as a `VenueRejection` is an answer; anything else stops the exchange. */
  run<T>(command: (moment: Moment) => T): T {
    this.walk();
    const moment = { now: this.clock.now(), marketTime: this.#walkedTo };
    try {
      return command(moment);
    } catch (error) {
      if (!(error instanceof VenueRejection)) this.#failed = true;
      throw error;
    } finally {
      this.#commit(moment.now);
    }
  }

  /** Lets the market trade up to now with the orders that rest here. */
  walk(): void {
    if (this.#failed) {
      // The exchange's own wording where it cannot say what became of a request.
      throw new VenueRejection(
        -1008,
        'Server is currently overloaded with other requests. Please try again in a few minutes.',
        { status: 503 },
      );
    }
    const from = this.#walkedTo;
    const now = this.clock.now();
    const to = this.market.marketTime(now);
    this.#closeBooks();
    // What a real market told is taken also when our clock was set back since.
    if (to <= from && this.market.live === undefined) return;
    const ticks: MarketTick[] = [];
    try {
      for (const step of this.#steps(from, to)) {
        this.#take(step, now);
        if (step.type === 'trade' && this.#listeners.size > 0) ticks.push(step.tick);
      }
    } catch (error) {
      // Half a step of the market is in memory: nothing more may be answered from it.
      this.#failed = true;
      throw error;
    }
    this.#walkedTo = Math.max(from, to);
    this.#commit(now);
    if (ticks.length > 0) for (const listener of this.#listeners) listener.onTicks(ticks);
  }

  close(): void {
    this.#log.close();
  }

  #take(step: MarketStep, now: number): void {
    if (step.type === 'rules') {
      this.#adopt(step.rules);
      return;
    }
    if (step.type === 'book') {
      onBook(this.state, step.book, { now, marketTime: step.book.ts });
      return;
    }
    const { tick, missed } = step;
    const book = this.state.book(tick.symbol);
    if (missed || book.closed !== undefined) {
      book.last = readTrade(tick);
      return;
    }
    const at = this.market.kind === 'recorded' ? now : Math.min(now, tick.ts);
    onTick(this.state, tick, { now: at, marketTime: tick.ts });
  }

  /** New rules hold for new orders; those that rest keep their price and quantity. */
  #adopt(rules: MarketRules): void {
    this.state.fees = feesOf(rules);
    for (const symbol of rules.symbols) {
      const book = this.state.books.get(symbol.symbol);
      if (book !== undefined) book.rules = symbolRules(symbol);
    }
  }

  *#steps(from: number, to: number): Iterable<MarketStep> {
    if (this.market.live !== undefined) {
      yield* this.market.live.steps();
      return;
    }
    for (const part of this.#parts(from, to)) {
      for (const tick of this.market.ticks(part.from, part.to)) yield { type: 'trade', tick, missed: false };
    }
  }

  /** Nothing trades against prices that nobody vouches for. */
  #closeBooks(): void {
    const { live } = this.market;
    if (live === undefined) return;
    const now = this.clock.now();
    for (const [symbol, book] of this.state.books) book.closed = live.closedBecause(symbol, now);
  }

  #commit(now: number): void {
    const changes = this.state.takeChanges();
    if (isEmpty(changes) || this.#failed) return;
    const place = { sequence: this.#sequence + 1, at: now, marketTime: this.#walkedTo };
    try {
      this.#log.append(toEntry(this.state, changes, place));
    } catch (error) {
      // Memory is ahead of the log from here on: nothing more may be answered from it.
      this.#failed = true;
      throw error;
    }
    this.#sequence += 1;
    for (const listener of this.#listeners) listener.onChanges(changes);
  }

  /** What of a stretch of time has to be walked: all of a short one, of a long one where it reaches an order. */
  *#parts(from: number, to: number): Iterable<{ from: number; to: number }> {
    if (to - from <= longMs) {
      yield { from, to };
      return;
    }
    for (let start = from; start < to; ) {
      const open = Math.floor((start + 1) / chunkMs) * chunkMs;
      const end = Math.min(to, open + chunkMs - 1);
      if (this.#reachesOrders(open, end)) yield { from: start, to: end };
      start = end;
    }
    this.#findLastTrades(to);
  }

  #reachesOrders(open: number, to: number): boolean {
    for (const book of this.state.books.values()) {
      if (!book.hasOrders) continue;
      const { symbol } = book.rules;
      try {
        const [bar] = this.market.bars(symbol, chunkInterval, { from: open, to, limit: 1 });
        if (bar && isReached(book, toAmount(bar.low), toAmount(bar.high))) return true;
      } catch (error) {
        if (!(error instanceof CountersignError)) throw error;
        // A recorded market without bars of this length is walked trade by trade.
        return true;
      }
    }
    return false;
  }

  /** Looks back for every symbol's newest trade, in growing steps. */
  #findLastTrades(until: number): void {
    const missing = new Set(this.state.books.keys());
    let to = until;
    for (let span = 10_000; missing.size > 0 && span <= 400 * 86_400_000; span *= 4) {
      const newest = new Map<string, MarketTick>();
      for (const tick of this.market.ticks(to - span, to))
        if (missing.has(tick.symbol)) newest.set(tick.symbol, tick);
      for (const [symbol, tick] of newest) {
        this.state.book(symbol).last = readTrade(tick);
        missing.delete(symbol);
      }
      to -= span;
    }
  }
}

function feesOf({ fees = usualFees }: Pick<MarketRules, 'fees'>): FeeRates {
  return { maker: toAmount(fees.maker), taker: toAmount(fees.taker) };
}
