import type { InstrumentId } from '../../../domain/ids.ts';
import type { FeedTrade } from '../../MarketFeed.ts';
import { readFeedAmount } from './readFeedAmount.ts';

/** How far a time may be from the exchange's clock, back and ahead (ms). */
const longestAgo = 86_400_000;
const farthestAhead = 5_000;

/** What is wrong with a time of the exchange, by its own clock's `now`; undefined for one that can be. */
export function faultOfTime(time: unknown, now: number): string | undefined {
  if (typeof time !== 'number' || !Number.isSafeInteger(time)) return 'without a time';
  if (time < 1e11) return 'with a time that looks like seconds';
  if (time > now + farthestAhead) return 'with a time in the future';
  return time < now - longestAgo ? 'with a time more than a day ago' : undefined;
}

/**
 * Reads a trade as ccxt's unified form has it; a sentence's end for one that cannot be. `now` is the exchange's clock.
 */
export function readFeedTrade(
  instrument: InstrumentId,
  found: unknown,
  { now, missed }: { now: number; missed: boolean },
): FeedTrade | string {
  if (typeof found !== 'object' || found === null) return 'that is none';
  const { id, price, amount, side, timestamp }: Record<string, unknown> = Object(found);
  const fault = faultOfTime(timestamp, now);
  if (fault !== undefined) return fault;
  const at = readFeedAmount(price);
  if (at === undefined || at === '0') return 'without a price above 0';
  const quantity = readFeedAmount(amount);
  if (quantity === undefined || quantity === '0') return 'without a quantity above 0';
  if (side !== 'buy' && side !== 'sell') return 'without a side';
  const known = typeof id === 'string' || typeof id === 'number' ? String(id) : null;
  return {
    instrument,
    id: known,
    price: at,
    quantity,
    takerSide: side,
    exchangeTime: Number(timestamp),
    missed,
  };
}
