import { type Amount, floorTo, least, one, times } from './amount.ts';
import { becomeOnlyLeg, closeOrder } from './closeOrder.ts';
import {
  type EngineOrder,
  executesAtMarket,
  isOpen,
  remaining,
  type SelfTradeMode,
  type Side,
} from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import type { BookSide, SymbolBook } from './SymbolBook.ts';
import { settle } from './settle.ts';

/** A piece of what an incoming order can trade with: the market's own quantity, or a resting order. */
export type Offer = { price: Amount; quantity: Amount; order: EngineOrder | undefined };

/** The book's side that an incoming order of this side trades with. */
export function oppositeSide(side: Side): BookSide {
  return side === 'BUY' ? 'ask' : 'bid';
}

/**
 * Everything that an incoming order could trade with, in price-time priority: at one price the market's quantity
 * that stood there before a user's order comes first, then that order, then the rest. `limit` 0 takes any price.
 */
export function offers(book: SymbolBook, side: Side, limit: Amount): Offer[] {
  const bookSide = oppositeSide(side);
  const acceptable = (price: Amount) => limit === 0n || (side === 'BUY' ? price <= limit : price >= limit);
  const levels = book.market(bookSide).filter((level) => acceptable(level.price));
  const orders = book.resting(bookSide).filter((order) => acceptable(order.price));
  if (orders.length === 0) return levels.map((level) => ({ ...level, order: undefined }));

  const better = (a: Amount, b: Amount) => (side === 'BUY' ? a < b : a > b);
  const found: Offer[] = [];
  let next = 0;
  for (const level of levels) {
    for (let order = orders[next]; order && better(order.price, level.price); order = orders[++next]) {
      found.push({ price: order.price, quantity: remaining(order), order });
    }
    let left = level.quantity;
    for (let order = orders[next]; order?.price === level.price; order = orders[++next]) {
      const before = least(left, order.queueAhead - (level.quantity - left));
      if (before > 0n) {
        found.push({ price: level.price, quantity: before, order: undefined });
        left -= before;
      }
      found.push({ price: order.price, quantity: remaining(order), order });
    }
    if (left > 0n) found.push({ price: level.price, quantity: left, order: undefined });
  }
  for (let order = orders[next]; order; order = orders[++next]) {
    found.push({ price: order.price, quantity: remaining(order), order });
  }
  return found;
}

/** How much of `quantity` would trade now and what it would cost, with self-trades as the mode treats them. */
export function preview(
  book: SymbolBook,
  taker: { account: string; side: Side; limit: Amount; selfTrade: SelfTradeMode },
  quantity: Amount,
): { quantity: Amount; quote: Amount } {
  let left = quantity;
  let quote = 0n;
  for (const offer of offers(book, taker.side, taker.limit)) {
    if (left === 0n) break;
    if (offer.order?.account === taker.account && taker.selfTrade !== 'NONE') {
      if (taker.selfTrade === 'EXPIRE_MAKER') continue;
      break;
    }
    const part = least(left, offer.quantity);
    left -= part;
    quote += times(offer.price, part);
  }
  return { quantity: quantity - left, quote };
}

/** Base quantity, in whole steps, that `quote` units buy or that selling must give up to receive them. */
export function quantityForQuote(book: SymbolBook, side: Side, quote: Amount): Amount {
  let left = quote;
  let quantity = 0n;
  for (const offer of offers(book, side, 0n)) {
    const part = floorTo(least(offer.quantity, (left * one) / offer.price), book.rules.step);
    quantity += part;
    left -= times(offer.price, part);
    if (part < offer.quantity) break;
  }
  return quantity;
}

/**
 * Trades an incoming, working order against the book as far as its limit, its funds and the depth go. Leaves
 * what is left to the caller, except where self-trade prevention ends the order here.
 */
export function matchTaker(
  state: EngineState,
  taker: EngineOrder,
  moment: { now: number; marketTime: number },
): void {
  const book = state.book(taker.symbol);
  const bookSide = oppositeSide(taker.side);
  const limit = executesAtMarket(taker.type) ? 0n : taker.price;
  for (const offer of offers(book, taker.side, limit)) {
    const maker = offer.order;
    if (maker !== undefined && !isOpen(maker)) continue;
    if (maker?.account === taker.account && taker.selfTrade !== 'NONE') {
      if (preventSelfTrade(state, taker, maker, moment.now)) return;
      continue;
    }
    const wanted = least(remaining(taker), maker ? remaining(maker) : offer.quantity);
    const quantity = affordable(state, taker, offer.price, wanted);
    if (quantity === 0n) return;
    if (maker) becomeOnlyLeg(state, maker, moment.now);
    else book.take(bookSide, offer.price, quantity);
    becomeOnlyLeg(state, taker, moment.now);
    settle(state, {
      maker,
      taker,
      symbol: taker.symbol,
      price: offer.price,
      quantity,
      now: moment.now,
      marketTime: moment.marketTime,
    });
    if (!isOpen(taker) || quantity < wanted) return;
  }
}

/** Expires what the taker's mode says. True when the taker has ended by it. */
function preventSelfTrade(state: EngineState, taker: EngineOrder, maker: EngineOrder, now: number): boolean {
  if (taker.selfTrade !== 'EXPIRE_TAKER') {
    becomeOnlyLeg(state, maker, now);
    maker.prevented = remaining(maker);
    closeOrder(state, maker, { status: 'EXPIRED_IN_MATCH', execution: 'TRADE_PREVENTION', now });
  }
  if (taker.selfTrade === 'EXPIRE_MAKER') return false;
  taker.prevented = remaining(taker);
  closeOrder(state, taker, { status: 'EXPIRED_IN_MATCH', execution: 'TRADE_PREVENTION', now });
  return true;
}

/** A triggered market buy holds what its trigger price suggested; where the book costs more, it takes from free. */
function affordable(state: EngineState, taker: EngineOrder, price: Amount, wanted: Amount): Amount {
  if (taker.side === 'SELL') return wanted;
  const rules = state.book(taker.symbol).rules;
  const cost = times(price, wanted);
  if (cost > taker.locked) {
    const free = state.ledger.balance(taker.account, rules.quote).free;
    const more = least(free, cost - taker.locked);
    if (more > 0n) {
      state.ledger.lock(taker.account, rules.quote, more);
      taker.locked += more;
    }
  }
  if (cost <= taker.locked) return wanted;
  return floorTo((taker.locked * one) / price, rules.step);
}
