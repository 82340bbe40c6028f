import { type Amount, least } from './amount.ts';
import { type EngineOrder, isOpen, remaining } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import { fillResting } from './fillResting.ts';
import type { Moment } from './NewOrder.ts';
import type { BookSide, SymbolBook } from './SymbolBook.ts';

/** The market's quotes have moved over resting orders: they trade, at the orders' prices, as far as the depth goes. */
export function crossResting(state: EngineState, book: SymbolBook, side: BookSide, moment: Moment): void {
  const resting = book.resting(side);
  const first = resting[0];
  if (first === undefined) return;
  const opposite: BookSide = side === 'bid' ? 'ask' : 'bid';
  const crosses = (order: EngineOrder, price: Amount) =>
    side === 'bid' ? order.price >= price : order.price <= price;
  // Most trades cross nothing: the touch tells, without the levels behind it.
  const touch = book.touch(opposite);
  if (touch === undefined || !crosses(first, touch)) return;
  for (const level of book.market(opposite)) {
    if (!resting[0] || !crosses(resting[0], level.price)) return;
    let left = level.quantity;
    for (const order of [...resting]) {
      if (left === 0n || !crosses(order, level.price)) break;
      if (!isOpen(order)) continue;
      const quantity = least(left, remaining(order));
      book.take(opposite, level.price, quantity);
      fillResting(state, order, quantity, moment);
      left -= quantity;
    }
  }
}
