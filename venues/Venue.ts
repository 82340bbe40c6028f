import type { ClearedOrder, EmergencyOrder } from '../domain/ClearedOrder.ts';
import type { DecimalString } from '../domain/decimal.ts';
import type { Fill } from '../domain/Fill.ts';
import type { Instrument } from '../domain/Instrument.ts';
import type { InstrumentId } from '../domain/ids.ts';
import type { Bar, Book, Quote, Timeframe } from '../domain/market.ts';
import type { OrderType } from '../domain/Order.ts';

/**
 * A place that trades. Every read throws `VenueError` when the venue could not be asked: "could not ask" and
 * "does not exist" are never the same answer.
 */
export interface Venue {
  /** Name in config and in proposals, e.g. `simulated`. */
  readonly id: string;
  /** Name shown to people, e.g. `Simulated venue`. */
  readonly label: string;
  readonly simulated: boolean;

  /** Loads instruments and the clock offset, and starts the streams. */
  connect(listener: (event: VenueEvent) => void): Promise<void>;
  close(): Promise<void>;

  /** Known after `connect`. */
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** Bar lengths that the venue has, known after `connect`; all of them where it does not say. */
  readonly timeframes?: readonly Timeframe[];
  /** Venue clock minus ours, in milliseconds. */
  readonly clockOffsetMs: number;
  /** What the venue warrants about requests and answers. */
  readonly warrants: VenueWarrants;
  /** The venue's clock now (epoch ms); measures `clockOffsetMs` anew. */
  fetchTime(): Promise<number>;

  fetchQuote(instrument: InstrumentId): Promise<Quote>;
  fetchBook(instrument: InstrumentId, depth: number): Promise<Book>;
  /** Ascending by `ts`; the last one may still be open. */
  fetchBars(instrument: InstrumentId, timeframe: Timeframe, range: BarRange): Promise<Bar[]>;

  /**
   * Sends once, without retries. Never throws for what happened at the venue: ambiguity is an outcome. Once the request
   * is signed and only its bytes have to leave, `mayLeave` is asked; what it withholds is `retryLater`.
   */
  sendOrder(order: ClearedOrder | EmergencyOrder, mayLeave: MayLeave): Promise<SendOutcome>;
  /** `gone`: the venue says that it is no longer open. Throws `VenueError` when it could not be asked. */
  cancelOrder(order: OrderRef): Promise<'requested' | 'gone'>;
  /** `absent`: the venue answered, and does not know this client order id. */
  fetchOrder(order: OrderRef): Promise<OrderReport | 'absent'>;
  fetchOpenOrders(): Promise<OrderReport[]>;
  /** Own executions of one instrument since a time (epoch ms), oldest first. */
  fetchFills(instrument: InstrumentId, since: number): Promise<VenueFill[]>;
  fetchBalances(): Promise<Balances>;
}

/** What proof that a venue never took an order rests on. Both in milliseconds of the venue's own clock. */
export type VenueWarrants = {
  /**
   * How long after it was written a signed order request may still be taken, with what the venue forgives a clock that
   * is ahead. Null where the venue enforces no window: then an order whose send was ambiguous is never sent again.
   */
  requestWindowMs: number | null;
  /** How long an order or a fill that the venue has taken may be missing from its answers. */
  consistencyDelayMs: number;
};

/** The last look before a request leaves: why it has to stay, or undefined when it may go. Never throws. */
export type MayLeave = () => Promise<string | undefined>;

export type BarRange = { from?: number; to?: number; limit: number };

/** How an order is found at the venue. */
export type OrderRef = { instrument: InstrumentId; clientOrderId: string; type: OrderType };

export type SendOutcome =
  | { kind: 'accepted'; report: OrderReport }
  /** The venue said no; it will never trade. */
  | { kind: 'rejected'; code: string; reason: string }
  /** It may or may not have arrived. */
  | { kind: 'unknown'; reason: string }
  /** Refused for certain for now (rate limit, maintenance). */
  | { kind: 'retryLater'; reason: string }
  /** Refused for certain because keys, permissions or settings are wrong. */
  | { kind: 'misconfigured'; reason: string };

export type VenueOrderStatus =
  | 'open'
  | 'triggered'
  | 'partiallyFilled'
  | 'filled'
  | 'cancelled'
  | 'expired'
  | 'rejected';

/** What the venue says of an order. An OCO is reported as one order under its own client order id. */
export type OrderReport = {
  instrument: InstrumentId;
  clientOrderId: string;
  venueOrderId: string;
  status: VenueOrderStatus;
  side: 'buy' | 'sell';
  type: OrderType;
  quantity: DecimalString;
  filled: DecimalString;
  price: DecimalString | null;
  triggerPrice: DecimalString | null;
  /** Venue's time of the last change (epoch ms). */
  at: number;
};

/** A fill before the desk has tied it to one of its orders. `clientOrderId` is null where the venue gives none. */
export type VenueFill = Omit<Fill, 'order' | 'account'> & {
  clientOrderId: string | null;
  venueOrderId: string;
};

/** Per asset. `free` can be used, `locked` is held by open orders. */
export type Balances = ReadonlyMap<string, { free: DecimalString; locked: DecimalString }>;

export type VenueEvent =
  | { type: 'quote'; quote: Quote }
  | { type: 'bar'; instrument: InstrumentId; timeframe: Timeframe; bar: Bar; closed: boolean }
  | { type: 'trade'; instrument: InstrumentId; price: DecimalString; quantity: DecimalString; at: number }
  | { type: 'order'; report: OrderReport }
  | { type: 'fill'; fill: VenueFill }
  | { type: 'balances'; balances: Balances }
  | {
      type: 'stream';
      stream: 'market' | 'account';
      state: 'connecting' | 'live' | 'stale' | 'reconnecting';
      reason: string;
    };
