import { type Amount, floorTo } from './amount.ts';
import { type EngineOrder, remaining } from './EngineOrder.ts';
import type { SymbolRules } from './SymbolRules.ts';
import { type LastTrade, type Level, syntheticLevels, touchPrice } from './syntheticDepth.ts';

/** Consumed quantity comes back evenly over this time (market time, ms). */
const refillMs = 10_000;

export type BookSide = 'bid' | 'ask';

/** A real market's levels, best first. */
export type RealDepth = { bid: readonly Level[]; ask: readonly Level[] };

/**
 * What stands before an order whose price lies behind the last level that a real market tells: nobody knows, so more
 * than can ever trade, until its price is seen.
 */
export const unseenQueue: Amount = 2n ** 80n;

/**
 * One symbol's book: the market's own levels around its newest trade, less what own orders have taken of them
 * lately, and the users' resting orders in price-time priority. Also keeps the orders that wait for a trigger.
 */
export class SymbolBook {
  rules: SymbolRules;
  /** Undefined until the market has traded once. */
  last: LastTrade | undefined;
  /** Why nothing can trade here now; undefined while it can. */
  closed: string | undefined;
  readonly bids: EngineOrder[] = [];
  readonly asks: EngineOrder[] = [];
  /** Conditional orders, in the order of their arrival. */
  readonly waiting: EngineOrder[] = [];
  readonly #taken = new Map<string, { quantity: Amount; at: number }>();
  #cache: { last: LastTrade; bid: Level[]; ask: Level[] } | undefined;
  #real: RealDepth | undefined;
  /** Market time of the newest trade or book. */
  #movedAt = 0;

  /** With `real`, the market shows what `setDepth` was told last, and nothing before that. */
  constructor(rules: SymbolRules, real = false) {
    this.rules = rules;
    if (real) this.#real = { bid: [], ask: [] };
  }

  /** A real market's book has changed to this one; orders whose price it shows for the first time take their place. */
  setDepth(depth: RealDepth, marketTime: number): void {
    this.#real = depth;
    this.#movedAt = Math.max(this.#movedAt, marketTime);
    for (const side of ['bid', 'ask'] as const) {
      for (const order of this.resting(side)) {
        if (order.queueAhead <= unseenQueue / 2n) continue;
        const shown = this.quantityAt(side, order.price);
        if (shown < unseenQueue) order.queueAhead = shown;
      }
    }
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
  market(side: BookSide): readonly Level[] {
    const levels = this.#untouched(side);
    if (this.#taken.size === 0) return levels;
    const now = this.#now;
    return levels
      .map(({ price, quantity }) => ({ price, quantity: this.#left(side, price, quantity, now) }))
      .filter((level) => level.quantity > 0n);
  }

  /** The market's best price, without working out the levels behind it; undefined where there is none. */
  touch(side: BookSide): Amount | undefined {
    if (this.#real !== undefined) return this.market(side)[0]?.price;
    return this.last === undefined ? undefined : touchPrice(this.rules, side, this.last);
  }

  /** Takes from a level of the market; what stood before users' orders at that price shrinks with it. */
  take(side: BookSide, price: Amount, quantity: Amount): void {
    const at = this.#now;
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
    const levels = this.#real?.[side] ?? this.market(side);
    const shown = levels.find((level) => level.price === price)?.quantity;
    if (shown !== undefined || this.#real === undefined) return shown ?? 0n;
    const deepest = levels.at(-1)?.price;
    const seen = deepest !== undefined && (side === 'bid' ? price >= deepest : price <= deepest);
    return seen ? 0n : unseenQueue;
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

  get #now(): number {
    return Math.max(this.#movedAt, this.last?.marketTime ?? 0);
  }

  #untouched(side: BookSide): readonly Level[] {
    if (this.closed !== undefined) return [];
    if (this.#real !== undefined) return this.#real[side];
    const last = this.last;
    if (last === undefined) return [];
    if (this.#cache?.last !== last) {
      this.#cache = {
        last,
        bid: syntheticLevels(this.rules, 'bid', last),
        ask: syntheticLevels(this.rules, 'ask', last),
      };
    }
    return this.#cache[side];
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
