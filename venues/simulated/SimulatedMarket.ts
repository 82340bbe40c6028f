/** One step of a simulated market's price path. */
export type MarketTick = {
  /** Exchange spelling, e.g. `BTCUSDT`. */
  symbol: string;
  /** Market time, epoch ms. */
  ts: number;
  price: string;
  quantity: string;
  takerSide: 'buy' | 'sell';
};

/** A real market's book, best levels first, in the place of the one before. Amounts with at most eight decimals. */
export type MarketBook = {
  symbol: string;
  /** Market time, epoch ms. */
  ts: number;
  bids: readonly (readonly [price: string, quantity: string])[];
  asks: readonly (readonly [price: string, quantity: string])[];
};

/** How a market trades now: its symbols, and its usual fees as fractions where it says them. */
export type MarketRules = {
  symbols: readonly SimulatedSymbol[];
  fees?: { maker: string; taker: string };
};

/** What a real market told. `missed`: it had traded before it could be told, and so with none of the orders here. */
export type MarketStep =
  | { type: 'trade'; tick: MarketTick; missed: boolean }
  | { type: 'book'; book: MarketBook }
  | { type: 'rules'; rules: MarketRules };

/** One thing that the market trades, with the exchange's own limits for it. Decimals as strings. */
export type SimulatedSymbol = {
  symbol: string;
  base: string;
  quote: string;
  priceTick: string;
  quantityStep: string;
  minQuantity: string;
  maxQuantity: string;
  minNotional: string;
  /** False where nothing of it can be traded, such as while its real limits are not known; true where left out. */
  tradable?: boolean;
};

/** A candle of the market. `ts` is the open time (market time, epoch ms), `volume` in base units. */
export type MarketBar = {
  ts: number;
  open: string;
  high: string;
  low: string;
  close: string;
  volume: string;
};

/**
 * Where the simulated venue's prices come from: a path of trades that is the same however often it is read, so
 * that the venue can walk through the time in which its process was away.
 */
export interface SimulatedMarket {
  readonly kind: 'generated' | 'recorded' | 'real';
  /** For people, e.g. `generated market, seed 7` or `recorded BTCUSDT-5m-202501 at 60×`. */
  readonly label: string;
  readonly symbols: readonly SimulatedSymbol[];
  /** Fees as fractions of what is traded, decimals; the venue's own where they are left out. */
  readonly fees?: { maker: string; taker: string };
  /** Market time for a wall time: equal in a generated market, virtual in a recorded one. */
  marketTime(wallNow: number): number;
  /** All ticks with market time in (from, to], ascending; the same interval always gives the same ticks. */
  ticks(from: number, to: number): Iterable<MarketTick>;
  /**
   * Bars up to and including the one open at `to` (market time), ascending by open time, as of time `to`:
   * consistent with `ticks()`.
   */
  bars(symbol: string, interval: string, range: { from?: number; to: number; limit: number }): MarketBar[];
  /** What makes a market real: it is told, not computed. */
  readonly live?: LiveMarket;
}

/** A market that comes in from outside. */
export type LiveMarket = {
  /** What has come since the last call, in its order: these trades and books are what orders meet. */
  steps(): Iterable<MarketStep>;
  /** When the symbol's book was last known to be right (our clock, epoch ms); 0 if never. */
  heardAt(symbol: string): number;
  /** Why a symbol's prices cannot be relied on now (our clock), as a sentence; undefined where they can. */
  closedBecause(symbol: string, now: number): string | undefined;
};
