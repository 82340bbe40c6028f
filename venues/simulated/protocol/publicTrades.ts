import { toText } from '../engine/amount.ts';
import type { MarketTick } from '../SimulatedMarket.ts';
import type { VenueExchange } from '../VenueExchange.ts';

/** A trade as the public sees it; `time` is market time. */
export type PublicTrade = {
  id: number;
  symbol: string;
  price: string;
  quantity: string;
  time: number;
  buyerIsMaker: boolean;
};

/** Numbers the market's trades by their time, so that the same trade has the same id however it is reached. */
export function* numberTicks(ticks: Iterable<MarketTick>): Iterable<PublicTrade> {
  const counts = new Map<string, { ts: number; count: number }>();
  for (const tick of ticks) {
    const before = counts.get(tick.symbol);
    const count = before?.ts === tick.ts ? before.count + 1 : 0;
    counts.set(tick.symbol, { ts: tick.ts, count });
    yield {
      id: tick.ts * 1_000 + Math.min(count, 499),
      symbol: tick.symbol,
      price: tick.price,
      quantity: tick.quantity,
      time: tick.ts,
      buyerIsMaker: tick.takerSide === 'sell',
    };
  }
}

/** A symbol's trades with market time in (from, to], the users' executions among them, ascending by id. */
export function tradesBetween(
  exchange: VenueExchange,
  symbol: string,
  range: { from: number; to: number },
): PublicTrade[] {
  const found: PublicTrade[] = [];
  for (const trade of numberTicks(exchange.market.ticks(range.from, range.to))) {
    if (trade.symbol === symbol) found.push(trade);
  }
  const seen = new Set<number>();
  for (const trade of exchange.state.trades) {
    if (trade.symbol !== symbol || trade.marketTime <= range.from || trade.marketTime > range.to) continue;
    if (seen.has(trade.id)) continue;
    seen.add(trade.id);
    found.push({
      id: trade.id,
      symbol,
      price: toText(trade.price),
      quantity: toText(trade.quantity),
      time: trade.marketTime,
      buyerIsMaker: (trade.side === 'BUY') === trade.maker,
    });
  }
  return found.sort((a, b) => a.id - b.id);
}

/** The newest `limit` trades, ascending. Looks back six hours at most. */
export function recentTrades(exchange: VenueExchange, symbol: string, limit: number): PublicTrade[] {
  const to = exchange.walkedTo;
  const longest = 6 * 3_600_000;
  for (let span = 120_000; ; span *= 4) {
    const found = tradesBetween(exchange, symbol, { from: to - Math.min(span, longest), to });
    if (found.length >= limit || span >= longest) return found.slice(-limit);
  }
}
