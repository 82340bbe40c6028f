import type { ClearedOrder, EmergencyOrder } from '../../domain/ClearedOrder.ts';
import type { Clock } from '../../domain/Clock.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Bar, Book, Quote } from '../../domain/market.ts';
import type {
  Balances,
  MayLeave,
  OrderRef,
  OrderReport,
  SendOutcome,
  Venue,
  VenueEvent,
  VenueFill,
} from '../../venues/Venue.ts';
import { btc, eth, testInstrument } from '../fixtures/FakeVenue.ts';

/**
 * A venue inside the process that takes every order at once and lets it rest, so that what is measured is the desk.
 * Its market stands still, and nothing is ever filled.
 */
export class LoopbackVenue implements Venue {
  readonly id = 'loopback';
  readonly label = 'Loopback venue';
  readonly simulated = true;
  readonly clockOffsetMs = 0;
  readonly warrants = { requestWindowMs: 5_000, consistencyDelayMs: 0 };
  readonly instruments: ReadonlyMap<InstrumentId, Instrument> = new Map(
    [testInstrument(btc), testInstrument(eth)].map((one) => [one.id, one]),
  );
  /** When each order was taken (ms since the process began), by client order id. */
  readonly takenAt = new Map<string, number>();
  readonly #reports = new Map<string, OrderReport>();
  readonly #clock: Clock;
  #listener: (event: VenueEvent) => void = () => {};
  #ticking: NodeJS.Timeout | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async connect(listener: (event: VenueEvent) => void): Promise<void> {
    this.#listener = listener;
    listener({ type: 'stream', stream: 'market', state: 'live', reason: 'connected' });
    listener({ type: 'balances', balances: await this.fetchBalances() });
    this.#tick();
    this.#ticking = setInterval(() => this.#tick(), 1_000);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    this.#listener = () => {};
  }

  async sendOrder(order: ClearedOrder | EmergencyOrder, mayLeave: MayLeave): Promise<SendOutcome> {
    const withheld = await mayLeave();
    if (withheld !== undefined) return { kind: 'retryLater', reason: withheld };
    const report: OrderReport = {
      instrument: order.instrument,
      clientOrderId: order.clientOrderId,
      venueOrderId: String(this.#reports.size + 1),
      status: 'open',
      side: order.side,
      type: order.type,
      quantity: order.quantity,
      filled: '0',
      price: order.price,
      triggerPrice: order.triggerPrice,
      at: this.#clock.now(),
    };
    this.#reports.set(order.clientOrderId, report);
    this.takenAt.set(order.clientOrderId, performance.now());
    return { kind: 'accepted', report };
  }

  async cancelOrder(): Promise<'requested' | 'gone'> {
    return 'gone';
  }

  async fetchOrder({ clientOrderId }: OrderRef): Promise<OrderReport | 'absent'> {
    return this.#reports.get(clientOrderId) ?? 'absent';
  }

  async fetchOpenOrders(): Promise<OrderReport[]> {
    return [...this.#reports.values()];
  }

  async fetchFills(): Promise<VenueFill[]> {
    return [];
  }

  async fetchBalances(): Promise<Balances> {
    return new Map([['USDT', { free: '1000000000', locked: '0' }]]);
  }

  async fetchTime(): Promise<number> {
    return this.#clock.now();
  }

  async fetchQuote(instrument: InstrumentId): Promise<Quote> {
    return this.#quote(instrument);
  }

  async fetchBook(instrument: InstrumentId): Promise<Book> {
    const { bid, ask, exchangeTime, receivedAt } = this.#quote(instrument);
    const levels = (best: string, step: number): [string, string][] =>
      Array.from({ length: 20 }, (_, index) => [(Number(best) * (1 + index * step)).toFixed(2), '50']);
    return { instrument, bids: levels(bid, -0.0001), asks: levels(ask, 0.0001), exchangeTime, receivedAt };
  }

  async fetchBars(instrument: InstrumentId): Promise<Bar[]> {
    const now = this.#clock.now();
    const price = this.#quote(instrument).last;
    return [{ ts: now - (now % 60_000), open: price, high: price, low: price, close: price, volume: '1' }];
  }

  #tick(): void {
    for (const id of this.instruments.keys()) this.#listener({ type: 'quote', quote: this.#quote(id) });
  }

  #quote(instrument: InstrumentId): Quote {
    const now = this.#clock.now();
    const mid = instrument === btc ? 50_000 : 2_500;
    return {
      instrument,
      bid: (mid * 0.9999).toFixed(2),
      bidQuantity: '5',
      ask: (mid * 1.0001).toFixed(2),
      askQuantity: '5',
      last: mid.toFixed(2),
      ...{ exchangeTime: now, marketTime: now, receivedAt: now },
    };
  }
}
