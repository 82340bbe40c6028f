import { toText } from '../engine/amount.ts';
import type { EngineTrade } from '../engine/EngineOrder.ts';
import type { VenueContext } from '../protocol/Endpoint.ts';
import { numberTicks, type PublicTrade } from '../protocol/publicTrades.ts';
import type { MarketTick } from '../SimulatedMarket.ts';
import { createPolledStream } from './createPolledStream.ts';
import { aggregateEvent, tradeEvent } from './marketEvents.ts';
import type { PolledStream } from './PolledStream.ts';

export type Deliver = (event: unknown) => void;

type Running = { stream: PolledStream; due: number; listeners: Set<Deliver> };

/** All market streams that somebody follows. Each is computed once, however many follow it. */
/** What may stand behind the kind of a stream: how often it is told, or a time zone. */
const options = /^(?:|\d{1,4}ms|[+-]\d{1,2}:\d{2})$/;

export class MarketStreams {
  readonly #context: VenueContext;
  readonly #trades = new Map<string, Set<Deliver>>();
  readonly #polled = new Map<string, Running>();

  constructor(context: VenueContext) {
    this.#context = context;
  }

  /** Follows a stream by its name, e.g. `btcusdt@kline_1m`; undefined where there is none of that name. */
  subscribe(name: string, deliver: Deliver): (() => void) | undefined {
    const [symbol = '', kind = '', option = '', ...more] = name.split('@');
    // Names that differ in what nobody reads would be streams of their own.
    if (more.length > 0 || !options.test(option)) return undefined;
    if (kind === 'trade' || kind === 'aggTrade') {
      if (!this.#context.exchange.state.books.has(symbol.toUpperCase())) return undefined;
      const listeners = this.#trades.get(name) ?? new Set();
      this.#trades.set(name, listeners);
      listeners.add(deliver);
      return () => listeners.delete(deliver);
    }
    const running = this.#polled.get(name) ?? this.#start(name);
    if (running === undefined) return undefined;
    running.listeners.add(deliver);
    return () => {
      running.listeners.delete(deliver);
      if (running.listeners.size > 0) return;
      running.stream.close();
      this.#polled.delete(name);
    };
  }

  onTicks(ticks: readonly MarketTick[]): void {
    if (this.#hasTradeListeners()) for (const trade of numberTicks(ticks)) this.#publish(trade);
  }

  /** Users' executions are public trades too; two accounts' sides of one trade go out once. */
  onOwnTrades(trades: readonly EngineTrade[]): void {
    if (!this.#hasTradeListeners()) return;
    const seen = new Set<number>();
    for (const trade of trades) {
      if (seen.has(trade.id)) continue;
      seen.add(trade.id);
      this.#publish({
        id: trade.id,
        symbol: trade.symbol,
        price: toText(trade.price),
        quantity: toText(trade.quantity),
        time: trade.marketTime,
        buyerIsMaker: (trade.side === 'BUY') === trade.maker,
      });
    }
  }

  /** Sends every polled stream that is due. */
  pump(): void {
    const now = this.#context.exchange.clock.now();
    for (const running of this.#polled.values()) {
      if (now < running.due) continue;
      running.due = now + running.stream.everyMs;
      for (const event of running.stream.next()) for (const deliver of running.listeners) deliver(event);
    }
  }

  #start(name: string): Running | undefined {
    const stream = createPolledStream(this.#context, name);
    if (stream === undefined) return undefined;
    const running: Running = { stream, due: 0, listeners: new Set() };
    this.#polled.set(name, running);
    return running;
  }

  #hasTradeListeners(): boolean {
    for (const listeners of this.#trades.values()) if (listeners.size > 0) return true;
    return false;
  }

  #publish(trade: PublicTrade): void {
    const now = this.#context.exchange.clock.now();
    const symbol = trade.symbol.toLowerCase();
    for (const deliver of this.#trades.get(`${symbol}@trade`) ?? []) deliver(tradeEvent(trade, now));
    for (const deliver of this.#trades.get(`${symbol}@aggTrade`) ?? []) deliver(aggregateEvent(trade, now));
  }
}
