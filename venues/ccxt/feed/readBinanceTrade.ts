import type { InstrumentId } from '../../../domain/ids.ts';
import type { FeedTrade } from '../../MarketFeed.ts';
import { readFeedTrade } from './readFeedTrade.ts';

/**
 * Reads one of Binance's own `trade` events (its spot stream's busiest) without ccxt's detour, with the digits that
 * Binance wrote. Gives what `readFeedTrade` gives for ccxt's form of the same event.
 */
export function readBinanceTrade(
  instrument: InstrumentId,
  { t, T, p, q, m }: Readonly<Record<string, unknown>>,
  now: number,
): FeedTrade | string {
  const side = m === true ? 'sell' : m === false ? 'buy' : undefined;
  return readFeedTrade(
    instrument,
    { id: t, timestamp: T, price: p, amount: q, side },
    { now, missed: false },
  );
}
