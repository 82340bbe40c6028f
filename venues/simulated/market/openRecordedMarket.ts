import { CountersignError } from '../../../domain/CountersignError.ts';
import { decimalsOf } from '../../../domain/instrumentRules.ts';
import type { MarketBar, MarketTick, SimulatedMarket } from '../SimulatedMarket.ts';
import { divides, isInterval } from './barIntervals.ts';
import { expandTicks } from './expandTicks.ts';
import { formatUnits, toUnits } from './formatUnits.ts';
import { groupBars, joinBars } from './groupBars.ts';
import { instrumentOfFile } from './instrumentOfFile.ts';
import { marketFileError } from './MarketFileError.ts';
import { type BarsFile, readBarsFile } from './readBarsFile.ts';
import { seededRandom, seedKey } from './seededRandom.ts';

/** `startedAt`: wall time (epoch ms) at which playing began; `startAt`: market time that it began with. */
export type RecordedMarketParams = { file: string; speed: number; startedAt: number; startAt?: number };

export type RecordedMarket = SimulatedMarket & {
  /** Interval of the file's bars; finer ones do not exist in this market. */
  readonly interval: string;
  /** Market time at which playing began. */
  readonly startAt: number;
  /** Market time at which the last bar closes and the market stands still. */
  readonly endsAt: number;
  /** Whether the file has been played to its end at this wall time. */
  ended(wallNow: number): boolean;
};

/**
 * A market that replays a bars file at `speed` times wall time, from after a warm-up (1,000 bars or a fifth of
 * the file, whichever is less) so that there is history to look at. Closed bars are the file's rows, digit for
 * digit; inside a bar the price walks a path through its open, high, low and close. Throws `MarketFileError`
 * for a file or start that cannot be played, `CountersignError` for a speed that is not positive.
 */
export async function openRecordedMarket(params: RecordedMarketParams): Promise<RecordedMarket> {
  const { speed, startedAt } = params;
  if (!Number.isFinite(speed) || speed <= 0) {
    throw new CountersignError('market.badSpeed', `The speed is ${speed}; expected a number greater than 0`);
  }
  const file = await readBarsFile(params.file);
  const symbol = instrumentOfFile(file);
  const path = createPath(file, symbol);
  const grouped = new Map<string, readonly MarketBar[][]>();
  const endsAt = (file.bars.at(-1)?.ts ?? 0) + file.lengthMs;
  const startAt = params.startAt ?? defaultStart(file);
  const firstOpen = file.bars[0]?.ts ?? 0;
  if (startAt < firstOpen || startAt >= endsAt) {
    throw marketFileError(
      'badStart',
      params.file,
      undefined,
      `playing cannot start at ${startAt}; the file reaches from ${firstOpen} to ${endsAt}`,
    );
  }
  let furthest = startAt;

  function marketTime(wallNow: number): number {
    const passed = Math.floor(Math.max(0, wallNow - startedAt) * speed);
    const now = Math.min(endsAt, startAt + passed);
    furthest = Math.max(furthest, now);
    return now;
  }

  function* ticks(from: number, to: number): Iterable<MarketTick> {
    for (let index = firstEndingAfter(file, from); index < file.bars.length; index += 1) {
      if ((file.bars[index]?.ts ?? to) > to) return;
      for (const tick of path(index)) {
        if (tick.ts > from && tick.ts <= to) yield tick;
      }
    }
  }

  /** The file's bar as known at `asOf`: the row once closed, the trades so far before. */
  function barAt(bar: MarketBar, asOf: number): MarketBar | undefined {
    if (bar.ts + file.lengthMs - 1 <= asOf) return bar;
    const trades = path(firstEndingAfter(file, bar.ts)).filter((tick) => tick.ts <= asOf);
    return joinBars(trades.map(({ price, quantity }) => flatBar(bar.ts, price, quantity)));
  }

  /** A longer bar as known at `asOf`; undefined while nothing has traded in it. */
  function groupAt([whole, ...parts]: readonly MarketBar[], asOf: number): MarketBar | undefined {
    const last = parts.at(-1);
    if (whole === undefined || last === undefined || last.ts + file.lengthMs - 1 <= asOf) return whole;
    const known = parts.filter((part) => part.ts <= asOf).map((part) => barAt(part, asOf));
    const joined = joinBars(known.filter((part) => part !== undefined));
    return joined === undefined ? undefined : { ...joined, ts: whole.ts };
  }

  function bars(
    name: string,
    interval: string,
    range: { from?: number; to: number; limit: number },
  ): MarketBar[] {
    refuse(symbol.symbol, name, file.interval, interval);
    const groups = grouped.get(interval) ?? groupBars(file.bars, interval);
    grouped.set(interval, groups);
    const from = range.from ?? Number.NEGATIVE_INFINITY;
    const inRange = groups.filter(
      ([whole]) => whole !== undefined && whole.ts >= from && whole.ts <= range.to,
    );
    if (range.from === undefined) inRange.reverse();
    const found: MarketBar[] = [];
    for (const group of inRange) {
      if (found.length === range.limit) break;
      const bar = groupAt(group, range.to);
      if (bar !== undefined) found.push(bar);
    }
    return range.from === undefined ? found.reverse() : found;
  }

  return {
    kind: 'recorded',
    get label() {
      const ended = furthest >= endsAt ? ', ended: the file has been played to its end' : '';
      return `recorded ${file.name.replace(/\.csv(\.gz)?$/, '')} at ${speed}×${ended}`;
    },
    symbols: [symbol],
    interval: file.interval,
    startAt,
    endsAt,
    ended: (wallNow) => marketTime(wallNow) >= endsAt,
    marketTime,
    ticks,
    bars,
  };
}

/** Trades inside the file's bars, by index; the same at every reading. */
function createPath(file: BarsFile, symbol: { symbol: string; priceTick: string; quantityStep: string }) {
  const priceDecimals = decimalsOf(symbol.priceTick);
  const quantityDecimals = decimalsOf(symbol.quantityStep);
  const seed = seedKey(symbol.symbol);
  let latest: { index: number; ticks: MarketTick[] } | undefined;

  function path(index: number): MarketTick[] {
    if (latest?.index === index) return latest.ticks;
    const bar = file.bars[index];
    if (bar === undefined) return [];
    const random = seededRandom(seed, bar.ts);
    const units = {
      open: toUnits(bar.open, priceDecimals),
      high: toUnits(bar.high, priceDecimals),
      low: toUnits(bar.low, priceDecimals),
      close: toUnits(bar.close, priceDecimals),
      volume: toUnits(bar.volume, quantityDecimals),
    };
    const count = countTicks(file.lengthMs, units);
    const offsets = Array.from({ length: count }, (_, place) =>
      Math.floor(((place + random.uniform()) * file.lengthMs) / count),
    );
    const ticks = expandTicks(units, offsets, random).map((tick) => ({
      symbol: symbol.symbol,
      ts: bar.ts + tick.offset,
      price: formatUnits(tick.price, priceDecimals),
      quantity: formatUnits(tick.quantity, quantityDecimals),
      takerSide: tick.takerSide,
    }));
    latest = { index, ticks };
    return ticks;
  }
  return path;
}

/** One trade every two seconds of file time, within bounds, and no more than the volume has steps for. */
function countTicks(lengthMs: number, bar: { high: number; low: number; volume: number }): number {
  const usual = Math.max(24, Math.min(240, Math.round(lengthMs / 2_000)));
  const least = bar.high === bar.low ? 1 : 4;
  return Math.max(least, Math.min(usual, bar.volume));
}

function flatBar(ts: number, price: string, volume: string): MarketBar {
  return { ts, open: price, high: price, low: price, close: price, volume };
}

function defaultStart(file: BarsFile): number {
  return file.bars[Math.min(1_000, Math.floor(file.bars.length / 5))]?.ts ?? 0;
}

/** Index of the first bar that ends after `ts`, by bisection. */
function firstEndingAfter(file: BarsFile, ts: number): number {
  let low = 0;
  let high = file.bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bar = file.bars[middle];
    if (bar !== undefined && bar.ts + file.lengthMs <= ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

function refuse(symbol: string, name: string, fileInterval: string, interval: string): void {
  if (name !== symbol) {
    throw new CountersignError(
      'market.unknownSymbol',
      `The market has no symbol ${JSON.stringify(name)}; it has ${symbol}`,
    );
  }
  if (!isInterval(interval)) {
    throw new CountersignError(
      'market.unknownInterval',
      `The market has no bar interval ${JSON.stringify(interval)}`,
    );
  }
  if (!divides(fileInterval, interval)) {
    throw new CountersignError(
      'market.unknownInterval',
      `The file has bars of ${fileInterval}, from which bars of ${interval} cannot be made`,
      { context: { fileInterval, interval } },
    );
  }
}
