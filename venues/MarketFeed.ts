import type { DecimalString } from '../domain/decimal.ts';
import type { InstrumentId } from '../domain/ids.ts';
import type { MarketRules } from './simulated/SimulatedMarket.ts';

export type FeedTrade = {
  instrument: InstrumentId;
  /** The exchange's own; null where it gives none. */
  id: string | null;
  price: DecimalString;
  quantity: DecimalString;
  takerSide: 'buy' | 'sell';
  /** When the exchange says it happened (epoch ms, its clock). */
  exchangeTime: number;
  /** Found by asking afterwards: the stream had not told it. */
  missed: boolean;
};

export type FeedBook = {
  instrument: InstrumentId;
  /** Best first. */
  bids: readonly (readonly [price: DecimalString, quantity: DecimalString])[];
  asks: readonly (readonly [price: DecimalString, quantity: DecimalString])[];
  /** When it was last known to be right (epoch ms, our clock): never later than when it came in. */
  heardAt: number;
};

/** How much of a real exchange's public data can be relied on now. */
export type FeedState = { state: 'connecting' | 'live' | 'reconnecting'; reason: string };

export type FeedEvent =
  | { type: 'trade'; trade: FeedTrade }
  | { type: 'book'; book: FeedBook }
  /** What it trades and how, as it said when it was reached; told before the first trade. */
  | { type: 'rules'; rules: MarketRules }
  | ({ type: 'state' } & FeedState);

/** What a feed has counted since it was made. */
export type FeedCounts = {
  trades: number;
  books: number;
  /** Trades that the stream left out: noticed, and asked for. */
  gaps: number;
  /** What could not be true (a price of 0, a crossed book, a time in seconds …) and was left out. */
  refused: number;
};

/** The public trades and books of a real exchange. */
export interface MarketFeed {
  /** Name for people, such as `Kraken`. */
  readonly label: string;
  readonly counts: Readonly<FeedCounts>;
  /** Begins to listen, and goes on trying for ever. Never throws. */
  start(listener: (event: FeedEvent) => void): void;
  close(): Promise<void>;
}
