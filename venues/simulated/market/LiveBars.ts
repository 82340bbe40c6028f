import { readBar } from '../../../domain/bars/readBar.ts';
import type { Scheduler } from '../../../domain/Clock.ts';
import { CountersignError } from '../../../domain/CountersignError.ts';
import { sum } from '../../../domain/decimal.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import { type Timeframe, timeframeMs } from '../../../domain/market.ts';
import type { BarSource } from '../../BarSource.ts';
import type { MarketBar } from '../SimulatedMarket.ts';

/** How many bars of each length are kept. */
const keptBars = 1_000;
/** An exchange needs a moment after a bar's end to tell how it closed. */
const closingMs = 1_500;
const lookEveryMs = 500;
const retryMs = 3_000;
/** A bar that opens later than this after now is no bar. */
const aheadMs = 5_000;
/** Without a look that succeeded for this long, an open bar says nothing about now. */
const lostMs = 30_000;

type Series = {
  instrument: InstrumentId;
  timeframe: Timeframe;
  /** As the exchange told them, ascending. */
  closed: MarketBar[];
  open: MarketBar | undefined;
  /** Start of the bar that was open when the exchange was last asked; undefined before the first answer. */
  period: number | undefined;
  dueAt: number;
};

/**
 * The bars of a real exchange: closed ones as it tells them, the open one kept up with the trades that come in. No bar
 * shows as closed before the exchange has told how it closed.
 */
export class LiveBars {
  readonly #source: BarSource;
  readonly #clock: Scheduler;
  readonly #onFault: (reason: string) => void;
  readonly #series = new Map<string, Series>();
  #cancel: (() => void) | undefined;
  #closed = false;
  #connected = false;

  constructor(params: {
    source: BarSource;
    instruments: readonly InstrumentId[];
    timeframes: readonly Timeframe[];
    clock: Scheduler;
    onFault: (reason: string) => void;
  }) {
    this.#source = params.source;
    this.#clock = params.clock;
    this.#onFault = params.onFault;
    // Short bars first: the desk is of use as soon as they are here.
    for (const timeframe of params.timeframes) {
      for (const instrument of params.instruments) {
        const series = { instrument, timeframe, closed: [], open: undefined, period: undefined, dueAt: 0 };
        this.#series.set(keyOf(instrument, timeframe), series);
      }
    }
  }

  start(): void {
    void this.#look();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#source[Symbol.asyncDispose]();
  }

  /** A trade moves the open bars that it belongs to. */
  take(trade: { instrument: InstrumentId; price: string; quantity: string; exchangeTime: number }): void {
    for (const timeframe of Object.keys(timeframeMs) as Timeframe[]) {
      const series = this.#series.get(keyOf(trade.instrument, timeframe));
      if (series?.period === undefined) continue;
      const { period } = series;
      if (trade.exchangeTime < period || trade.exchangeTime >= period + timeframeMs[timeframe]) continue;
      series.open = withTrade(series.open, period, trade);
    }
  }

  /**
   * Bars up to the one open at `to`. Throws `CountersignError` `market.barsMissing` while they could not be had:
   * that is another thing than none.
   */
  bars(
    instrument: InstrumentId,
    timeframe: string,
    range: { from?: number; to: number; limit: number },
  ): MarketBar[] {
    const series = this.#series.get(keyOf(instrument, timeframe));
    if (series === undefined) {
      throw new CountersignError(
        'market.unknownInterval',
        `${this.#source.label} has no bars of ${timeframe} for ${instrument}`,
      );
    }
    const { period, open, closed } = series;
    const length = timeframeMs[series.timeframe];
    if (period === undefined || this.#clock.now() > period + length + lostMs) {
      throw new CountersignError(
        'market.barsMissing',
        `${this.#source.label}’s bars of ${instrument} ${timeframe} could not be read ${period === undefined ? 'yet' : 'for a while'}.`,
      );
    }
    const { from } = range;
    const all = open === undefined ? closed : [...closed, open];
    const found = all.filter((bar) => bar.ts <= range.to && (from === undefined || bar.ts >= from));
    return from === undefined ? found.slice(-range.limit) : found.slice(0, range.limit);
  }

  async #look(): Promise<void> {
    for (const series of this.#series.values()) {
      if (this.#closed) return;
      if (this.#clock.now() < series.dueAt) continue;
      try {
        if (!this.#connected) await this.#source.connect();
        this.#connected = true;
        await this.#read(series);
      } catch (error) {
        if (this.#closed) return;
        series.dueAt = this.#clock.now() + retryMs;
        this.#onFault(error instanceof Error ? error.message : String(error));
        // An exchange that cannot be reached is not asked for every one of its bars in turn.
        if (!this.#connected) {
          for (const each of this.#series.values()) each.dueAt = series.dueAt;
          break;
        }
      }
    }
    if (!this.#closed) this.#cancel = this.#clock.after(lookEveryMs, () => void this.#look());
  }

  async #read(series: Series): Promise<void> {
    const length = timeframeMs[series.timeframe];
    const asked = this.#clock.now();
    const period = Math.floor(asked / length) * length;
    const known = series.closed.at(-1)?.ts;
    let from = known ?? period - keptBars * length;
    const found = new Map<number, MarketBar>();
    while (from <= asked) {
      const page = await this.#source.fetchPage(series.instrument, series.timeframe, from);
      const bars = page.map(readBar).flatMap((read) => (read.ok ? [read.bar] : []));
      const fitting = bars.filter((bar) => bar.ts % length === 0 && bar.ts <= asked + aheadMs);
      if (fitting.length < page.length) {
        this.#onFault(
          `${this.#source.label} told ${page.length - fitting.length} bars of ${series.instrument} ${series.timeframe} that cannot be; they were left out`,
        );
      }
      for (const bar of fitting) found.set(bar.ts, bar);
      const newest = Math.max(...fitting.map((bar) => bar.ts));
      // Nothing new, or a page that is not full: there is no more.
      if (!Number.isFinite(newest) || newest < from + length || newest >= period) break;
      from = newest + length;
    }
    const merged = new Map(series.closed.map((bar) => [bar.ts, bar]));
    for (const bar of found.values()) if (bar.ts < period) merged.set(bar.ts, bar);
    series.closed = [...merged.values()].sort((a, b) => a.ts - b.ts).slice(-keptBars);
    series.open = found.get(period);
    series.period = period;
    series.dueAt = period + length + closingMs;
  }
}

function withTrade(
  open: MarketBar | undefined,
  ts: number,
  { price, quantity }: { price: string; quantity: string },
): MarketBar {
  if (open === undefined) return { ts, open: price, high: price, low: price, close: price, volume: quantity };
  return {
    ...open,
    high: Number(price) > Number(open.high) ? price : open.high,
    low: Number(price) < Number(open.low) ? price : open.low,
    close: price,
    volume: sum([open.volume, quantity]).toString(),
  };
}

function keyOf(instrument: string, timeframe: string): string {
  return `${instrument} ${timeframe}`;
}
