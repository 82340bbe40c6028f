import type { Clock } from '../../domain/Clock.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Quote } from '../../domain/market.ts';
import type { Dex } from '../../venues/evm/Dex.ts';

/**
 * The price of an instrument by its pool, and the reference price as the last one.
 *
 * @throws VenueError when the chain could not be asked.
 */
export async function readChainQuote(
  { dex, clock }: { dex: Dex; clock: Clock },
  instrument: InstrumentId,
): Promise<Quote> {
  const [{ bids, asks }, last, time] = await Promise.all([
    dex.ladder(instrument),
    dex.referencePrice(instrument),
    dex.time(),
  ]);
  const [bid, bidQuantity] = bids[0] ?? ['0', '0'];
  const [ask, askQuantity] = asks[0] ?? ['0', '0'];
  const receivedAt = clock.now();
  // The pools were read now; a chain without new blocks still stands at this price.
  const exchangeTime = Math.max(time, receivedAt);
  return {
    ...{ instrument, bid, bidQuantity, ask, askQuantity, last, receivedAt, exchangeTime },
    marketTime: exchangeTime,
  };
}
