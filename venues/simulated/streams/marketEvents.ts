import { toAmount, toText } from '../engine/amount.ts';
import type { PublicTrade } from '../protocol/publicTrades.ts';
import { averagePrice, barCloseTime, type DayStatistics, quoteVolume } from '../protocol/statistics.ts';
import type { MarketBar } from '../SimulatedMarket.ts';

/** Event time `E` is wall time, so that age can be told; all other times are the market's. */

export function tradeEvent(trade: PublicTrade, now: number) {
  return {
    e: 'trade',
    E: now,
    s: trade.symbol,
    t: trade.id,
    p: toText(toAmount(trade.price)),
    q: toText(toAmount(trade.quantity)),
    T: trade.time,
    m: trade.buyerIsMaker,
    M: true,
  };
}

export function aggregateEvent(trade: PublicTrade, now: number) {
  return {
    e: 'aggTrade',
    E: now,
    s: trade.symbol,
    a: trade.id,
    p: toText(toAmount(trade.price)),
    q: toText(toAmount(trade.quantity)),
    f: trade.id,
    l: trade.id,
    T: trade.time,
    m: trade.buyerIsMaker,
    M: true,
  };
}

export function miniTickerEvent(symbol: string, day: DayStatistics, now: number) {
  return {
    e: '24hrMiniTicker',
    E: now,
    s: symbol,
    c: toText(day.last),
    o: toText(day.open),
    h: toText(day.high),
    l: toText(day.low),
    v: toText(day.volume),
    q: toText(day.quoteVolume),
  };
}

export function tickerEvent(
  symbol: string,
  day: DayStatistics,
  best: {
    bid: readonly [string, string];
    ask: readonly [string, string];
    lastQuantity: string;
    lastId: number;
  },
  now: number,
) {
  const change = day.last - day.open;
  return {
    ...miniTickerEvent(symbol, day, now),
    e: '24hrTicker',
    p: toText(change),
    P: (Number((change * 1_000_000n) / day.open) / 10_000).toFixed(3),
    w: toText(averagePrice(day)),
    x: toText(day.open),
    Q: best.lastQuantity,
    b: best.bid[0],
    B: best.bid[1],
    a: best.ask[0],
    A: best.ask[1],
    O: day.openTime,
    C: day.closeTime,
    F: day.openTime * 1_000,
    L: best.lastId,
    n: 0,
  };
}

/** The market's bars do not say how many trades are in them, nor who took: those fields are 0. */
export function klineEvent(
  symbol: string,
  interval: string,
  { bar, closed, now }: { bar: MarketBar; closed: boolean; now: number },
) {
  const closeTime = barCloseTime(interval, bar.ts);
  return {
    e: 'kline',
    E: now,
    s: symbol,
    k: {
      t: bar.ts,
      T: closeTime,
      s: symbol,
      i: interval,
      f: bar.ts * 1_000,
      L: closeTime * 1_000,
      o: bar.open,
      c: bar.close,
      h: bar.high,
      l: bar.low,
      v: bar.volume,
      n: 0,
      x: closed,
      q: toText(quoteVolume(bar)),
      V: toText(0n),
      Q: toText(0n),
      B: '0',
    },
  };
}
