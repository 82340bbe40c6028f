import type { InstrumentId } from '../../domain/ids.ts';
import { type Bar, type Timeframe, timeframeMs } from '../../domain/market.ts';
import type { BarRange } from '../../venues/Venue.ts';

/**
 * The newest bars of every series that somebody asked for, kept up to date by the stream. A series with a hole is
 * forgotten, so that nothing is ever served across one.
 */
export type BarCache = {
  /** Bars for a range, or undefined where they are not all here or not up to date. */
  read(instrument: InstrumentId, timeframe: Timeframe, range: BarRange, now: number): Bar[] | undefined;
  /** Keeps what was fetched as the newest bars up to now; `askedAt` is when it was asked for (our clock). */
  store(instrument: InstrumentId, timeframe: Timeframe, bars: readonly Bar[], askedAt: number): void;
  /** Puts in a bar of the stream. False: it does not join on to the series, which is forgotten. */
  merge(instrument: InstrumentId, timeframe: Timeframe, bar: Bar, now: number): boolean;
  clear(): void;
};

type Series = { bars: Bar[]; updatedAt: number };

/** A series that the stream has not touched for this long is fetched anew (ms). */
const freshMs = 5_000;
const maxBars = 5_000;

export function createBarCache(): BarCache {
  const series = new Map<string, Series>();
  const latest = new Map<string, { bar: Bar; at: number }>();
  const keyOf = (instrument: InstrumentId, timeframe: Timeframe) => `${instrument} ${timeframe}`;

  function read(instrument: InstrumentId, timeframe: Timeframe, range: BarRange, now: number) {
    const known = series.get(keyOf(instrument, timeframe));
    if (known === undefined || now - known.updatedAt > freshMs) return undefined;
    const { bars } = known;
    const [first] = bars;
    if (first === undefined) return undefined;
    const until = bars.filter((bar) => range.to === undefined || bar.ts <= range.to);
    if (range.from === undefined) {
      return until.length >= range.limit ? until.slice(-range.limit) : undefined;
    }
    const from = range.from;
    return from >= first.ts ? until.filter((bar) => bar.ts >= from).slice(0, range.limit) : undefined;
  }

  function store(
    instrument: InstrumentId,
    timeframe: Timeframe,
    bars: readonly Bar[],
    askedAt: number,
  ): void {
    const key = keyOf(instrument, timeframe);
    series.set(key, { bars: bars.slice(-maxBars), updatedAt: askedAt });
    const live = latest.get(key);
    // What the stream told while the answer was under way is newer than the answer.
    if (live !== undefined && live.at >= askedAt) merge(instrument, timeframe, live.bar, live.at);
  }

  function merge(instrument: InstrumentId, timeframe: Timeframe, bar: Bar, now: number): boolean {
    const key = keyOf(instrument, timeframe);
    latest.set(key, { bar, at: now });
    const known = series.get(key);
    const last = known?.bars.at(-1);
    if (known === undefined || last === undefined) return true;
    if (bar.ts === last.ts + timeframeMs[timeframe]) {
      known.bars.push(bar);
      if (known.bars.length > maxBars) known.bars.shift();
    } else if (bar.ts > last.ts) {
      series.delete(key);
      return false;
    } else {
      const index = known.bars.findLastIndex((found) => found.ts === bar.ts);
      if (index !== -1) known.bars[index] = bar;
    }
    known.updatedAt = now;
    return true;
  }

  return { read, store, merge, clear: () => series.clear() };
}
