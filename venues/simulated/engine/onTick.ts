import type { MarketTick } from '../SimulatedMarket.ts';
import { type Amount, greatest, least, toAmount } from './amount.ts';
import { isTriggered } from './checkNewOrder.ts';
import { crossResting } from './crossResting.ts';
import { type EngineOrder, isOpen, remaining } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import { fillResting } from './fillResting.ts';
import type { Moment } from './NewOrder.ts';
import { triggerOrder } from './placeOrder.ts';
import type { BookSide, SymbolBook } from './SymbolBook.ts';
import type { LastTrade } from './syntheticDepth.ts';

/**
 * One trade of the market's path: it hits the orders that rest at its price or better, the market's quotes move
 * to it and trade with what they now cross, and it sets off the triggers that it reaches.
 */
export function onTick(state: EngineState, tick: MarketTick, moment: Moment): void {
  const book = state.book(tick.symbol);
  const last = readTrade(tick);
  const { price } = last;
  const orders = book.hasOrders;
  if (orders) hitResting(state, book, { tick, price, moment });
  book.last = last;
  if (!orders) return;
  crossResting(state, book, 'bid', moment);
  crossResting(state, book, 'ask', moment);
  for (const order of [...book.waiting]) {
    if (isOpen(order) && isTriggered(order.type, order.side, order.stopPrice, price)) {
      triggerOrder(state, order, moment);
    }
  }
}

/** A trade of the market in engine units. */
export function readTrade(tick: MarketTick): LastTrade {
  return {
    price: toAmount(tick.price),
    quantity: toAmount(tick.quantity),
    marketTime: tick.ts,
    takerSide: tick.takerSide,
  };
}

/** The trade's own volume goes to better-priced orders first, then through the queue at its price. */
function hitResting(
  state: EngineState,
  book: SymbolBook,
  { tick, price, moment }: { tick: MarketTick; price: Amount; moment: Moment },
): void {
  const side: BookSide = tick.takerSide === 'sell' ? 'bid' : 'ask';
  const reached = (order: EngineOrder) => (side === 'bid' ? order.price >= price : order.price <= price);
  let volume = toAmount(tick.quantity);
  let passed: Amount = 0n;
  for (const order of book.resting(side).filter(reached)) {
    if (!isOpen(order)) continue;
    if (order.price === price) {
      const before = least(volume, greatest(0n, order.queueAhead - passed));
      volume -= before;
      passed += before;
    }
    const quantity = least(volume, remaining(order));
    if (quantity === 0n) break;
    fillResting(state, order, quantity, moment);
    volume -= quantity;
  }
  book.shortenQueue(side, price, passed + volume);
}
