import type { MarketBook } from '../SimulatedMarket.ts';
import { floorTo, toAmount } from './amount.ts';
import { crossResting } from './crossResting.ts';
import type { EngineState } from './EngineState.ts';
import type { Moment } from './NewOrder.ts';
import type { SymbolRules } from './SymbolRules.ts';
import type { Level } from './syntheticDepth.ts';

/** A real market's book as it stands now: orders that it has moved over trade with it, at their own prices. */
export function onBook(state: EngineState, found: MarketBook, moment: Moment): void {
  const book = state.book(found.symbol);
  const bid = readLevels(book.rules, found.bids);
  const ask = readLevels(book.rules, found.asks);
  book.setDepth({ bid, ask }, moment.marketTime);
  // Before the first trade there is no price that a stop could be compared with.
  if (book.last === undefined || !book.hasOrders) return;
  crossResting(state, book, 'bid', moment);
  crossResting(state, book, 'ask', moment);
}

/** In whole steps: no execution may have a quantity that no order could have. */
function readLevels(rules: SymbolRules, levels: MarketBook['bids']): Level[] {
  return levels
    .map(([price, quantity]) => ({
      price: toAmount(price),
      quantity: floorTo(toAmount(quantity), rules.step),
    }))
    .filter((level) => level.quantity > 0n);
}
