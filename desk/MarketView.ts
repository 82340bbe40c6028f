import type { Instrument } from '../domain/Instrument.ts';
import type { InstrumentId } from '../domain/ids.ts';
import type { Bar, Book, Quote, Timeframe } from '../domain/market.ts';
import type { BarRange } from '../venues/Venue.ts';

/** What everyone reads prices through: tools, the gate, the app. Fed by a venue's streams and swept by REST. */
export interface MarketView {
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** Bar lengths that the market has, shortest first; a recorded one lacks those finer than its file. */
  readonly timeframes?: readonly Timeframe[];
  /** Newest quote, however old it is; undefined before the first. Judge its age with `exchangeTime`. */
  quote(instrument: InstrumentId): Quote | undefined;
  /** Order book, fetched now. Throws `VenueError` when the venue could not be asked. */
  book(instrument: InstrumentId, depth: number): Promise<Book>;
  /** Ascending by open time; the last may still be open. Throws `VenueError` likewise. */
  bars(instrument: InstrumentId, timeframe: Timeframe, range: BarRange): Promise<Bar[]>;
  /** Called on every change until the returned function is called. */
  subscribe(listener: (event: MarketEvent) => void): () => void;
  readonly feed: FeedStatus;
}

export type FeedStatus = {
  state: 'connecting' | 'backfilling' | 'live' | 'stale' | 'reconnecting';
  since: number;
  reason: string;
};

export type MarketEvent =
  | { type: 'quote'; quote: Quote }
  | { type: 'bar'; instrument: InstrumentId; timeframe: Timeframe; bar: Bar; closed: boolean }
  | { type: 'feed'; feed: FeedStatus };
