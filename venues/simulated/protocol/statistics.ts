import { CountersignError } from '../../../domain/CountersignError.ts';
import { type Amount, greatest, least, one, times, toAmount } from '../engine/amount.ts';
import { barOpen, isInterval, shiftBar } from '../market/barIntervals.ts';
import type { MarketBar } from '../SimulatedMarket.ts';
import type { VenueExchange } from '../VenueExchange.ts';
import { VenueRejection } from '../VenueRejection.ts';

/** Rolling figures of the last day of market time. */
export type DayStatistics = {
  open: Amount;
  high: Amount;
  low: Amount;
  last: Amount;
  volume: Amount;
  quoteVolume: Amount;
  openTime: number;
  closeTime: number;
};

const day = 86_400_000;

/** Bars by open time, complete where they have closed; -1120 for an interval that the market does not have. */
export function barsOf(
  exchange: VenueExchange,
  symbol: string,
  interval: string,
  range: { from?: number | undefined; to?: number | undefined; limit: number },
): MarketBar[] {
  if (!isInterval(interval)) throw new VenueRejection(-1120, 'Invalid interval.');
  const now = exchange.walkedTo;
  const { from, limit } = range;
  const to =
    range.to === undefined ? now : Math.min(now, barCloseTime(interval, barOpen(interval, range.to)));
  try {
    const bars = exchange.market.bars(symbol, interval, { to, limit, ...(from !== undefined && { from }) });
    return bars.filter((bar) => range.to === undefined || bar.ts <= range.to);
  } catch (error) {
    if (error instanceof CountersignError && error.code === 'market.barsMissing') {
      throw new VenueRejection(-1001, error.message, { status: 503 });
    }
    // A recorded market has no bars finer than its file's.
    if (error instanceof CountersignError && error.code === 'market.unknownInterval') {
      throw new VenueRejection(-1120, 'Invalid interval.');
    }
    throw error;
  }
}

/** Last time (ms, inclusive) that belongs to the bar opening at `open`. */
export function barCloseTime(interval: string, open: number): number {
  return shiftBar(interval, open, 1) - 1;
}

/** A bar's volume in quote units: the market knows base volume alone, so this takes the bar's mean price. */
export function quoteVolume(bar: MarketBar): Amount {
  const mean = (toAmount(bar.open) + toAmount(bar.high) + toAmount(bar.low) + toAmount(bar.close)) / 4n;
  return times(mean, toAmount(bar.volume));
}

/** The last day's figures, from the finest bars that make it cheap; undefined before the first trade. */
export function dayStatistics(exchange: VenueExchange, symbol: string): DayStatistics | undefined {
  const closeTime = exchange.walkedTo;
  const openTime = closeTime - day;
  const last = exchange.state.book(symbol).last;
  const bars = dayBars(exchange, symbol, openTime);
  const first = bars[0];
  if (last === undefined || first === undefined) return undefined;
  const total: DayStatistics = {
    open: toAmount(first.open),
    high: last.price,
    low: last.price,
    last: last.price,
    volume: 0n,
    quoteVolume: 0n,
    openTime,
    closeTime,
  };
  for (const bar of bars) {
    total.high = greatest(total.high, toAmount(bar.high));
    total.low = least(total.low, toAmount(bar.low));
    total.volume += toAmount(bar.volume);
    total.quoteVolume += quoteVolume(bar);
  }
  return total;
}

/** Volume-weighted average price, the last price where nothing traded. */
export function averagePrice(statistics: DayStatistics): Amount {
  return statistics.volume === 0n ? statistics.last : (statistics.quoteVolume * one) / statistics.volume;
}

function dayBars(exchange: VenueExchange, symbol: string, from: number): MarketBar[] {
  for (const interval of ['15m', '1h', '4h', '1d']) {
    try {
      return barsOf(exchange, symbol, interval, { from, limit: 100 });
    } catch (error) {
      if (!(error instanceof VenueRejection)) throw error;
    }
  }
  return [];
}
