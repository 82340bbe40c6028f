import type { DecimalString } from '../../../domain/decimal.ts';
import { Exact } from '../../../domain/Exact.ts';
import type { InstrumentId, OrderId } from '../../../domain/ids.ts';

/** An order that made a position smaller, with what it earned. */
export type ClosedTrade = {
  /** The exit, protection or emergency order. */
  order: OrderId;
  instrument: InstrumentId;
  /** Its newest fill (epoch ms). */
  at: number;
  /** What its fills realised, fees included, in quote units. */
  profit: DecimalString;
  /** Whether it was a protection that sold at its stop. */
  stopOut: boolean;
};

/** A trade with the sums up to and including it. */
type Point = {
  readonly trade: ClosedTrade;
  readonly total: Exact;
  readonly stopOuts: number;
  readonly lastStopOut: number | undefined;
  /** Losing trades in a row that end here. */
  readonly lossStreak: number;
};
type Line = readonly Point[];

/**
 * Closed trades, oldest first, with running sums, so that a window of them is a difference. Immutable. To keep it in
 * memory: `withTrade` at each fill of a selling order with the order's trade so far; the same order again replaces
 * its trade. Trades older than every window of the limits may stay.
 */
export type Trades = { readonly all: Line; readonly byInstrument: ReadonlyMap<InstrumentId, Line> };

export const noTrades: Trades = { all: [], byInstrument: new Map() };

export function tradesOf(trades: Iterable<ClosedTrade>): Trades {
  let result = noTrades;
  for (const trade of trades) result = withTrade(result, trade);
  return result;
}

export function withTrade(trades: Trades, trade: ClosedTrade): Trades {
  const own = trades.byInstrument.get(trade.instrument) ?? [];
  return {
    all: lineWith(trades.all, trade),
    byInstrument: new Map(trades.byInstrument).set(trade.instrument, lineWith(own, trade)),
  };
}

/** What happened after `time`. */
export type TradeWindow = {
  trades: number;
  profit: Exact;
  stopOuts: number;
  /** Losing trades in a row up to now. */
  lossStreak: number;
};

const zero = Exact.zero;
const nothing: TradeWindow = { trades: 0, profit: zero, stopOuts: 0, lossStreak: 0 };

/** Sums over all instruments, or over one, after `time` (epoch ms). */
export function tradesAfter(trades: Trades, time: number, instrument?: InstrumentId): TradeWindow {
  const line = instrument === undefined ? trades.all : (trades.byInstrument.get(instrument) ?? []);
  const last = line.at(-1);
  if (last === undefined) return nothing;
  const start = firstAfter(line, time);
  const before = line[start - 1];
  const count = line.length - start;
  return {
    trades: count,
    profit: before === undefined ? last.total : last.total.minus(before.total),
    stopOuts: last.stopOuts - (before?.stopOuts ?? 0),
    lossStreak: Math.min(last.lossStreak, count),
  };
}

/** When the instrument was last stopped out; undefined for never. */
export function lastStopOut(trades: Trades, instrument: InstrumentId): number | undefined {
  return trades.byInstrument.get(instrument)?.at(-1)?.lastStopOut;
}

/** Deepest fall of the summed profit from an earlier high after `time`, in quote units; zero or more. */
export function deepestFallAfter(trades: Trades, time: number): Exact {
  const line = trades.all;
  const start = firstAfter(line, time);
  const known = falls.get(line);
  if (known?.start === start) return known.fall;
  const fall = deepestFall(line, start);
  falls.set(line, { start, fall });
  return fall;
}

/** The window's start moves rarely from one decision to the next, and the line only when a trade closes. */
const falls = new WeakMap<Line, { start: number; fall: Exact }>();

function deepestFall(line: Line, start: number): Exact {
  let high = line[start - 1]?.total ?? zero;
  let deepest = zero;
  for (let index = start; index < line.length; index++) {
    const total = line[index]?.total ?? zero;
    if (total.greaterThan(high)) high = total;
    else if (high.minus(total).greaterThan(deepest)) deepest = high.minus(total);
  }
  return deepest;
}

function lineWith(line: Line, trade: ClosedTrade): Line {
  const kept = line.filter((point) => point.trade.order !== trade.order);
  const place = kept.findLastIndex((point) => isBefore(point.trade, trade)) + 1;
  const unchanged = line.findIndex((point) => point.trade.order === trade.order);
  const from = unchanged < 0 ? place : Math.min(place, unchanged);
  const next = kept.slice(0, from);
  for (const later of kept.toSpliced(place, 0, placeholder(trade)).slice(from)) {
    next.push(pointAfter(next.at(-1), later.trade));
  }
  return next;
}

function placeholder(trade: ClosedTrade): Point {
  return { trade, total: zero, stopOuts: 0, lastStopOut: undefined, lossStreak: 0 };
}

function pointAfter(before: Point | undefined, trade: ClosedTrade): Point {
  const profit = Exact.of(trade.profit);
  return {
    trade,
    total: (before?.total ?? zero).plus(profit),
    stopOuts: (before?.stopOuts ?? 0) + (trade.stopOut ? 1 : 0),
    lastStopOut: trade.stopOut ? trade.at : before?.lastStopOut,
    lossStreak: profit.isNegative() && !profit.isZero() ? (before?.lossStreak ?? 0) + 1 : 0,
  };
}

function firstAfter(line: Line, time: number): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const point = line[middle];
    if (point !== undefined && point.trade.at > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** By time, and by id where the time is the same, so that the same trades give the same line. */
function isBefore(a: ClosedTrade, b: ClosedTrade): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
