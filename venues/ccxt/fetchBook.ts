import type { InstrumentId } from '../../domain/ids.ts';
import type { Book } from '../../domain/market.ts';
import { askVenue } from './askVenue.ts';
import { rawDepth } from './binance/answers.ts';
import { findSymbol } from './findSymbol.ts';
import type { VenueContext } from './VenueContext.ts';

/**
 * The order book, best level first. The exchange gives it no time, so it is dated by when it was asked for on
 * the exchange's clock: it cannot be older. Throws `VenueError`.
 */
export async function fetchBook(venue: VenueContext, instrument: InstrumentId, depth: number): Promise<Book> {
  const symbol = findSymbol(venue, instrument);
  const asked = venue.clock.now();
  const { bids, asks } = await askVenue(venue, `show the book of ${instrument}`, rawDepth, () =>
    venue.exchange.publicGetDepth({ symbol, limit: Math.max(1, Math.min(5_000, depth)) }),
  );
  const exchangeTime = Math.max(0, asked + venue.clockOffsetMs());
  return { instrument, bids, asks, exchangeTime, receivedAt: venue.clock.now() };
}
