import { toText } from '../engine/amount.ts';
import type { BookSide } from '../engine/SymbolBook.ts';
import type { VenueExchange } from '../VenueExchange.ts';

/** Levels on each side that the public sees. */
const depthLimit = 1_000;

type Image = { bid: Map<string, string>; ask: Map<string, string> };
export type TextLevel = [price: string, quantity: string];

/** What has changed in a book since a channel was last served. `quantity` 0 takes a level away. */
export type BookUpdate = { first: number; last: number; bids: TextLevel[]; asks: TextLevel[] };

/** A channel that is owed the changes since it was last served. */
export type BookChannel = { take(): BookUpdate | undefined; close(): void };

/**
 * Every symbol's public book with the exchange's update ids: each visible change has the next id, a snapshot
 * names the last one in it, and a channel's updates follow one another without a gap.
 */
export class BookFeeds {
  readonly #exchange: VenueExchange;
  readonly #feeds = new Map<string, { id: number; image: Image; channels: Set<Pending> }>();

  constructor(exchange: VenueExchange) {
    this.#exchange = exchange;
    // Ids must never go back, also not over a restart.
    const start = exchange.clock.now();
    for (const symbol of exchange.state.books.keys()) {
      this.#feeds.set(symbol, { id: start, image: { bid: new Map(), ask: new Map() }, channels: new Set() });
    }
  }

  /** Best levels first. */
  snapshot(symbol: string, limit: number): { lastUpdateId: number; bids: TextLevel[]; asks: TextLevel[] } {
    const { id, image } = this.#refresh(symbol);
    return {
      lastUpdateId: id,
      bids: [...image.bid].slice(0, limit),
      asks: [...image.ask].slice(0, limit),
    };
  }

  /** Opens a channel for a symbol; the caller decides how often to take from it. */
  open(symbol: string): BookChannel {
    const feed = this.#refresh(symbol);
    const pending: Pending = { first: undefined, bid: new Map(), ask: new Map() };
    feed.channels.add(pending);
    return {
      take: () => {
        const { id } = this.#refresh(symbol);
        if (pending.first === undefined) return undefined;
        const update = { first: pending.first, last: id, bids: [...pending.bid], asks: [...pending.ask] };
        pending.first = undefined;
        pending.bid = new Map();
        pending.ask = new Map();
        return update;
      },
      close: () => feed.channels.delete(pending),
    };
  }

  #refresh(symbol: string) {
    const feed = this.#feeds.get(symbol);
    if (feed === undefined) throw new RangeError(`no book for ${symbol}`);
    const book = this.#exchange.state.book(symbol);
    const now: Image = { bid: new Map(), ask: new Map() };
    const changed: { side: BookSide; price: string; quantity: string }[] = [];
    for (const side of ['bid', 'ask'] as const) {
      for (const level of book.depth(side, depthLimit)) {
        now[side].set(toText(level.price), toText(level.quantity));
      }
      for (const [price, quantity] of now[side]) {
        if (feed.image[side].get(price) !== quantity) changed.push({ side, price, quantity });
      }
      for (const price of feed.image[side].keys()) {
        if (!now[side].has(price)) changed.push({ side, price, quantity: toText(0n) });
      }
    }
    if (changed.length === 0) return feed;
    feed.id += 1;
    feed.image = now;
    for (const channel of feed.channels) {
      channel.first ??= feed.id;
      for (const { side, price, quantity } of changed) channel[side].set(price, quantity);
    }
    return feed;
  }
}

type Pending = { first: number | undefined; bid: Map<string, string>; ask: Map<string, string> };
