import { type Amount, floorTo } from './amount.ts';
import { type EngineOrder, remaining } from './EngineOrder.ts';
import type { SymbolRules } from './SymbolRules.ts';
import { type LastTrade, type Level, syntheticLevels } from './syntheticDepth.ts';

/** Consumed quantity comes back evenly over this time (market time, ms). */
const refillMs = 10_000;

export type BookSide = 'bid' | 'ask';

/**
 * One symbol's book: the market's own levels around its newest trade, less what own orders have taken of them
 * lately, and the users' resting orders in price-time priority. Also keeps the orders that wait for a trigger.
 */
export class SymbolBook {
  readonly rules: SymbolRules;
  /** Undefined until the market has traded once. */
  last: LastTrade | undefined;
  readonly bids: EngineOrder[] = [];
  readonly asks: EngineOrder[] = [];
  /** Conditional orders, in the order of their arrival. */
  readonly waiting: EngineOrder[] = [];
  readonly #taken = new Map<string, { quantity: Amount; at: number }>();
  #cache: { last: LastTrade; bid: Level[]; ask: Level[] } | undefined;

  constructor(rules: SymbolRules) {
    this.rules = rules;
  }

  /** Whether a trade of the market can concern any order here. */
  get hasOrders(): boolean {
    return this.bids.length > 0 || this.asks.length > 0 || this.waiting.length > 0;
  }

  resting(side: BookSide): EngineOrder[] {
    return side === 'bid' ? this.bids : this.asks;
  }

  /** Puts a working order behind all others of its price. */
  rest(order: EngineOrder): void {
    const orders = order.side === 'BUY' ? this.bids : this.asks;
    const at = orders.findIndex((other) => goesBefore(order, other));
    orders.splice(at === -1 ? orders.length : at, 0, order);
  }

  /** Takes an order out, wherever it stands. */
  remove(order: EngineOrder): void {
    for (const orders of [this.bids, this.asks, this.waiting]) {
      const at = orders.indexOf(order);
      if (at !== -1) orders.splice(at, 1);
    }
  }

  /** The market's own levels that are left, best first. */
  market(side: BookSide): Level[] {
    const last = this.last;
    if (last === undefined) return [];
    if (this.#cache?.last !== last) {
      this.#cache = {
        last,
        bid: syntheticLevels(this.rules, 'bid', last),
        ask: syntheticLevels(this.rules, 'ask', last),
      };
    }
    const levels = this.#cache[side];
    if (this.#taken.size === 0) return levels;
    return levels
      .map(({ price, quantity }) => ({
        price,
        quantity: this.#left(side, price, quantity, last.marketTime),
      }))
      .filter((level) => level.quantity > 0n);
  }

  /** Takes from a level of the market; what stood before users' orders at that price shrinks with it. */
  take(side: BookSide, price: Amount, quantity: Amount): void {
    const at = this.last?.marketTime ?? 0;
    this.#taken.set(`${side}${price}`, { quantity: this.#takenAt(side, price, at) + quantity, at });
    this.shortenQueue(side, price, quantity);
  }

  /** The market has traded `quantity` at a price where users' orders queue; returns what was left for them. */
  shortenQueue(side: BookSide, price: Amount, quantity: Amount): void {
    for (const order of this.resting(side)) {
      if (order.price !== price) continue;
      order.queueAhead = order.queueAhead > quantity ? order.queueAhead - quantity : 0n;
    }
  }

  /** What the market shows at exactly this price, and so stands before an order that arrives now. */
  quantityAt(side: BookSide, price: Amount): Amount {
    return this.market(side).find((level) => level.price === price)?.quantity ?? 0n;
  }

  /** Best prices with users' orders in them; undefined where a side is empty. */
  best(side: BookSide): Level | undefined {
    return this.depth(side, 1)[0];
  }

  /** Levels as the public sees them: the market's and users' quantities together, best first. */
  depth(side: BookSide, limit: number): Level[] {
    const sums = new Map<Amount, Amount>();
    for (const level of this.market(side)) sums.set(level.price, level.quantity);
    for (const order of this.resting(side)) {
      sums.set(order.price, (sums.get(order.price) ?? 0n) + remaining(order));
    }
    const levels = [...sums].map(([price, quantity]) => ({ price, quantity }));
    levels.sort((a, b) => (a.price === b.price ? 0 : a.price < b.price === (side === 'ask') ? -1 : 1));
    return levels.slice(0, limit);
  }

  /** In whole steps, so that no execution has a quantity that no order could have. */
  #left(side: BookSide, price: Amount, quantity: Amount, now: number): Amount {
    const left = quantity - this.#takenAt(side, price, now);
    return left <= 0n ? 0n : floorTo(left, this.rules.step);
  }

  #takenAt(side: BookSide, price: Amount, now: number): Amount {
    const key = `${side}${price}`;
    const taken = this.#taken.get(key);
    if (taken === undefined) return 0n;
    const left = refillMs - Math.max(0, now - taken.at);
    if (left <= 0) {
      this.#taken.delete(key);
      return 0n;
    }
    return (taken.quantity * BigInt(Math.ceil(left))) / BigInt(refillMs);
  }
}

function goesBefore(order: EngineOrder, other: EngineOrder): boolean {
  if (order.price !== other.price) return order.price > other.price === (order.side === 'BUY');
  return order.priority < other.priority;
}
