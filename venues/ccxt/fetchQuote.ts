import type { InstrumentId } from '../../domain/ids.ts';
import type { Quote } from '../../domain/market.ts';
import { askVenue } from './askVenue.ts';
import { rawTicker } from './binance/answers.ts';
import { findSymbol } from './findSymbol.ts';
import type { VenueContext } from './VenueContext.ts';

/**
 * Best prices and last trade, dated by when they were asked for on the exchange's clock: they cannot be older.
 * Throws `VenueError`.
 */
export async function fetchQuote(venue: VenueContext, instrument: InstrumentId): Promise<Quote> {
  const symbol = findSymbol(venue, instrument);
  const asked = venue.clock.now();
  const ticker = await askVenue(venue, `quote ${instrument}`, rawTicker, () =>
    venue.exchange.publicGetTicker24hr({ symbol }),
  );
  const exchangeTime = Math.max(0, asked + venue.clockOffsetMs());
  return {
    instrument,
    bid: ticker.bidPrice,
    bidQuantity: ticker.bidQty,
    ask: ticker.askPrice,
    askQuantity: ticker.askQty,
    last: ticker.lastPrice,
    exchangeTime,
    marketTime: venue.simulated ? ticker.closeTime : exchangeTime,
    receivedAt: venue.clock.now(),
  };
}
