import { z } from 'zod';
import { instrumentId } from './ids.ts';
import { decimalString, epochMs } from './schema.ts';

/** Bar lengths that the desk knows, with their duration in milliseconds. */
export const timeframeMs = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
} as const;
export const timeframe = z.enum(['1m', '5m', '15m', '1h', '4h', '1d']);
export type Timeframe = z.infer<typeof timeframe>;

/** One candle. `ts` is the bar's open time (epoch ms, UTC, market time); volume in base units. */
export const bar = z.strictObject({
  ts: epochMs,
  open: decimalString,
  high: decimalString,
  low: decimalString,
  close: decimalString,
  volume: decimalString,
});
export type Bar = z.infer<typeof bar>;

/**
 * Best bid and ask with the last trade.
 * `exchangeTime`: when the venue says it happened (epoch ms; wall clock, also in replay).
 * `marketTime`: the market's own time, which in replay is virtual; equal to `exchangeTime` elsewhere.
 * `receivedAt`: when this process got it.
 */
export const quote = z.strictObject({
  instrument: instrumentId,
  bid: decimalString,
  bidQuantity: decimalString,
  ask: decimalString,
  askQuantity: decimalString,
  last: decimalString,
  exchangeTime: epochMs,
  marketTime: epochMs,
  receivedAt: epochMs,
});
export type Quote = z.infer<typeof quote>;

/** Order book, best level first; each level is `[price, quantity]`. */
export const book = z.strictObject({
  instrument: instrumentId,
  bids: z.array(z.tuple([decimalString, decimalString])),
  asks: z.array(z.tuple([decimalString, decimalString])),
  exchangeTime: epochMs,
  receivedAt: epochMs,
});
export type Book = z.infer<typeof book>;
