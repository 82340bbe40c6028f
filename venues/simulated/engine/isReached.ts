import type { Amount } from './amount.ts';
import { isTriggered } from './checkNewOrder.ts';
import type { SymbolBook } from './SymbolBook.ts';

/**
 * Whether trades between `low` and `high` can concern any order of the book. Where they cannot, the trades need
 * not be walked one by one: not even a queue gets shorter.
 */
export function isReached(book: SymbolBook, low: Amount, high: Amount): boolean {
  const bid = book.bids[0];
  const ask = book.asks[0];
  if ((bid !== undefined && bid.price >= low) || (ask !== undefined && ask.price <= high)) return true;
  return book.waiting.some(({ type, side, stopPrice }) =>
    [low, high].some((price) => isTriggered(type, side, stopPrice, price)),
  );
}
