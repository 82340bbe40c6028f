import type { DecimalString } from '../decimal.ts';
import type { InstrumentId } from '../ids.ts';

/** One trade of a public market, as its exchange told it. */
export type PublicTrade = {
  /** The exchange's own; null where it gives none. */
  id: string | null;
  price: DecimalString;
  quantity: DecimalString;
  takerSide: 'buy' | 'sell';
  /** When the exchange says it happened (epoch ms, its clock). */
  exchangeTime: number;
  /** The first one after nobody listened: before it, trades may be missing. */
  afterBreak: boolean;
};

/** Whose trades, and of what; the source is an exchange by ccxt's name. */
export type TradeSeries = { source: string; instrument: InstrumentId };

/** A stored series with how much there is of it; `first` and `last` are exchange times. */
export type TradeSeriesExtent = TradeSeries & { trades: number; first: number; last: number };
