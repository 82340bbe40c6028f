import { times, toAmount, toText } from '../../engine/amount.ts';
import type { VenueExchange } from '../../VenueExchange.ts';
import { VenueRejection } from '../../VenueRejection.ts';
import type { Endpoint, VenueContext } from '../Endpoint.ts';
import { missing } from '../Params.ts';
import { type PublicTrade, recentTrades, tradesBetween } from '../publicTrades.ts';
import { readSymbol } from '../readNewOrder.ts';
import { readSymbols, symbolNames } from '../readSymbols.ts';
import { averagePrice, barCloseTime, barsOf, dayStatistics, quoteVolume } from '../statistics.ts';

/** The longest span of aggregate trades that one request may ask for (ms). */
const hour = 3_600_000;

/** Public prices. Bar and trade times are market time. */
export const marketDataEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/api/v3/depth',
    ws: 'depth',
    weight: (params) => ((params.integer('limit') ?? 100) <= 100 ? 5 : 25),
    security: 'none',
    params: ['symbol', 'limit', 'symbolStatus'],
    handle({ exchange, books }, { params }) {
      const symbol = readSymbol(symbolNames(exchange), params);
      requireOpenBook(exchange, symbol);
      return books.snapshot(symbol, params.integer('limit', { min: 1, max: 5_000 }) ?? 100);
    },
  },
  {
    method: 'GET',
    path: '/api/v3/trades',
    ws: 'trades.recent',
    weight: 25,
    security: 'none',
    params: ['symbol', 'limit'],
    handle({ exchange }, { params }) {
      const symbol = readSymbol(symbolNames(exchange), params);
      const limit = params.integer('limit', { min: 1, max: 1_000 }) ?? 500;
      return recentTrades(exchange, symbol, limit).map(tradeRow);
    },
  },
  {
    method: 'GET',
    path: '/api/v3/aggTrades',
    ws: 'trades.aggregate',
    weight: 4,
    security: 'none',
    params: ['symbol', 'fromId', 'startTime', 'endTime', 'limit'],
    handle({ exchange }, { params }) {
      const symbol = readSymbol(symbolNames(exchange), params);
      const limit = params.integer('limit', { min: 1, max: 1_000 }) ?? 500;
      const range = {
        fromId: params.integer('fromId'),
        start: params.integer('startTime'),
        end: params.integer('endTime'),
      };
      return aggregateTrades(exchange, symbol, limit, range).map(aggregateRow);
    },
  },
  ...(['klines', 'uiKlines'] as const).map(
    (name): Endpoint => ({
      method: 'GET',
      path: `/api/v3/${name}`,
      ws: name,
      weight: 2,
      security: 'none',
      params: ['symbol', 'interval', 'startTime', 'endTime', 'timeZone', 'limit'],
      handle({ exchange }, { params }) {
        const symbol = readSymbol(symbolNames(exchange), params);
        const interval = params.required('interval');
        const zone = params.optional('timeZone');
        if (zone !== undefined && zone !== '0' && zone !== '0:00') {
          throw new VenueRejection(-1130, "Data sent for parameter 'timeZone' is not valid.");
        }
        return barsOf(exchange, symbol, interval, {
          from: params.integer('startTime'),
          to: params.integer('endTime'),
          limit: params.integer('limit', { min: 1, max: 1_000 }) ?? 500,
        }).map((bar) => [
          bar.ts,
          bar.open,
          bar.high,
          bar.low,
          bar.close,
          bar.volume,
          barCloseTime(interval, bar.ts),
          toText(quoteVolume(bar)),
          // The market's bars do not say how many trades are in them, nor who took.
          0,
          toText(0n),
          toText(0n),
          '0',
        ]);
      },
    }),
  ),
  {
    method: 'GET',
    path: '/api/v3/avgPrice',
    ws: 'avgPrice',
    weight: 2,
    security: 'none',
    params: ['symbol'],
    handle({ exchange }, { params }) {
      const symbol = readSymbol(symbolNames(exchange), params);
      requireOpenBook(exchange, symbol);
      const last = exchange.state.book(symbol).last;
      return { mins: 0, price: toText(last?.price ?? 0n), closeTime: last?.marketTime ?? 0 };
    },
  },
  {
    method: 'GET',
    path: '/api/v3/ticker/24hr',
    ws: 'ticker.24hr',
    weight: (params) => (params.has('symbol') ? 2 : 80),
    security: 'none',
    params: ['symbol', 'symbols', 'type'],
    handle: (context, { params }) =>
      perSymbol(context, params, (symbol) => tickerRow(context, symbol, params.optional('type') === 'MINI')),
  },
  {
    method: 'GET',
    path: '/api/v3/ticker/price',
    ws: 'ticker.price',
    weight: (params) => (params.has('symbol') ? 2 : 4),
    security: 'none',
    params: ['symbol', 'symbols'],
    handle: (context, { params }) =>
      perSymbol(context, params, (symbol) => ({
        symbol,
        price: toText(context.exchange.state.book(symbol).last?.price ?? 0n),
      })),
  },
  {
    method: 'GET',
    path: '/api/v3/ticker/bookTicker',
    ws: 'ticker.book',
    weight: (params) => (params.has('symbol') ? 2 : 4),
    security: 'none',
    params: ['symbol', 'symbols'],
    handle: (context, { params }) =>
      perSymbol(context, params, (symbol) => ({ symbol, ...bestRow(context, symbol) })),
  },
];

/** One row for `symbol`, a list otherwise. */
function perSymbol(
  { exchange }: VenueContext,
  params: Parameters<Endpoint['handle']>[1]['params'],
  row: (symbol: string) => unknown,
): unknown {
  const symbols = readSymbols(exchange, params);
  for (const symbol of symbols) requireOpenBook(exchange, symbol);
  const first = symbols[0];
  if (params.has('symbol') && first !== undefined) return row(first);
  return symbols.map(row);
}

/** Refuses prices that nobody vouches for, in the exchange's wording for an answer that it cannot give. */
function requireOpenBook(exchange: VenueExchange, symbol: string): void {
  const { closed } = exchange.state.book(symbol);
  if (closed !== undefined) throw new VenueRejection(-1001, closed, { status: 503 });
}

function bestRow({ books }: VenueContext, symbol: string) {
  const { bids, asks } = books.snapshot(symbol, 1);
  const zero = toText(0n);
  return {
    bidPrice: bids[0]?.[0] ?? zero,
    bidQty: bids[0]?.[1] ?? zero,
    askPrice: asks[0]?.[0] ?? zero,
    askQty: asks[0]?.[1] ?? zero,
  };
}

function tickerRow(context: VenueContext, symbol: string, mini: boolean) {
  const day = dayStatistics(context.exchange, symbol);
  if (day === undefined) throw new VenueRejection(-1013, 'Market is closed.');
  const { last } = context.exchange.state.book(symbol);
  const change = day.last - day.open;
  const bare = {
    symbol,
    openPrice: toText(day.open),
    highPrice: toText(day.high),
    lowPrice: toText(day.low),
    lastPrice: toText(day.last),
    volume: toText(day.volume),
    quoteVolume: toText(day.quoteVolume),
    openTime: day.openTime,
    closeTime: day.closeTime,
    firstId: day.openTime * 1_000,
    lastId: (last?.marketTime ?? 0) * 1_000,
    count: 0,
  };
  if (mini) return bare;
  return {
    ...bare,
    priceChange: toText(change),
    priceChangePercent: (Number((change * 1_000_000n) / day.open) / 10_000).toFixed(3),
    weightedAvgPrice: toText(averagePrice(day)),
    prevClosePrice: toText(day.open),
    lastQty: toText(last?.quantity ?? 0n),
    ...bestRow(context, symbol),
  };
}

function aggregateTrades(
  exchange: VenueExchange,
  symbol: string,
  limit: number,
  { fromId, start, end }: { fromId: number | undefined; start: number | undefined; end: number | undefined },
): PublicTrade[] {
  if (fromId !== undefined) {
    if (start !== undefined || end !== undefined) {
      throw new VenueRejection(-1128, 'Combination of optional parameters invalid.');
    }
    const from = Math.floor(fromId / 1_000) - 1;
    const range = { from, to: Math.min(exchange.walkedTo, from + hour) };
    return tradesBetween(exchange, symbol, range)
      .filter(({ id }) => id >= fromId)
      .slice(0, limit);
  }
  if (start === undefined && end === undefined) return recentTrades(exchange, symbol, limit);
  if (start === undefined) throw missing('startTime');
  if (end !== undefined && end < start) {
    throw new VenueRejection(-1130, "Data sent for parameter 'startTime' is not valid.");
  }
  const to = Math.min(end ?? start + hour, start + hour, exchange.walkedTo);
  return tradesBetween(exchange, symbol, { from: start - 1, to }).slice(0, limit);
}

function tradeRow(trade: PublicTrade) {
  return {
    id: trade.id,
    price: trade.price,
    qty: trade.quantity,
    quoteQty: toText(times(toAmount(trade.price), toAmount(trade.quantity))),
    time: trade.time,
    isBuyerMaker: trade.buyerIsMaker,
    isBestMatch: true,
  };
}

function aggregateRow(trade: PublicTrade) {
  return {
    a: trade.id,
    p: trade.price,
    q: trade.quantity,
    f: trade.id,
    l: trade.id,
    T: trade.time,
    m: trade.buyerIsMaker,
    M: true,
  };
}
