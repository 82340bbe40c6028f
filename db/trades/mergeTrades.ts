import type { PublicTrade } from '../../domain/trades/PublicTrade.ts';
import type { AddedTrades } from '../Repositories.ts';

/**
 * Puts new trades among stored ones. A trade is known by its id, or by all that it says where it has none; a stored one
 * stays as it is. A trade that was there before the break closes the gap that the break might have left.
 */
export function mergeTrades(
  stored: readonly PublicTrade[],
  found: readonly PublicTrade[],
): AddedTrades & { trades: PublicTrade[] } {
  const known = new Map(stored.map((trade) => [keyOf(trade), trade]));
  const result: AddedTrades = { added: 0, same: 0, different: 0 };
  for (const trade of found) {
    const key = keyOf(trade);
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, trade);
      result.added += 1;
    } else if (isSame(before, trade)) result.same += 1;
    else result.different += 1;
  }
  return { ...result, trades: [...known.values()].sort(inOrder) };
}

/** By time; within a millisecond by number, where there are numbers, else as they came. */
function inOrder(one: PublicTrade, other: PublicTrade): number {
  const later = one.exchangeTime - other.exchangeTime;
  if (later !== 0 || one.id === null || other.id === null) return later;
  const longer = one.id.length - other.id.length;
  if (longer !== 0) return longer;
  return one.id < other.id ? -1 : 1;
}

function keyOf({ id, exchangeTime, price, quantity, takerSide }: PublicTrade): string {
  return id ?? `${exchangeTime},${price},${quantity},${takerSide}`;
}

function isSame(one: PublicTrade, other: PublicTrade): boolean {
  return (
    one.exchangeTime === other.exchangeTime &&
    one.price === other.price &&
    one.quantity === other.quantity &&
    one.takerSide === other.takerSide
  );
}
