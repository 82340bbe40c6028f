import type { Scheduler } from '../../../domain/Clock.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import type { Bar, Book, Quote } from '../../../domain/market.ts';
import type { OrderIntent } from '../../../domain/Order.ts';
import { mergeLegs } from '../../../venues/ccxt/binance/orderLegs.ts';
import { toAmount, toText } from '../../../venues/simulated/engine/amount.ts';
import { cancelOrder, cancelOrderList } from '../../../venues/simulated/engine/cancelOrder.ts';
import { type EngineOrder, isOpen } from '../../../venues/simulated/engine/EngineOrder.ts';
import { EngineState, type Execution, isEmpty } from '../../../venues/simulated/engine/EngineState.ts';
import type { NewOrder } from '../../../venues/simulated/engine/NewOrder.ts';
import { onTick } from '../../../venues/simulated/engine/onTick.ts';
import { placeOrder } from '../../../venues/simulated/engine/placeOrder.ts';
import { placeOrderList } from '../../../venues/simulated/engine/placeOrderList.ts';
import { symbolRules } from '../../../venues/simulated/engine/SymbolRules.ts';
import type { ExchangeListener as VenueListener } from '../../../venues/simulated/SimulatedExchange.ts';
import type { MarketTick } from '../../../venues/simulated/SimulatedMarket.ts';
import type { VenueExchange } from '../../../venues/simulated/VenueExchange.ts';
import type { Balances, OrderRef, OrderReport, VenueFill } from '../../../venues/Venue.ts';
import type { Dice } from '../Dice.ts';
import { instrumentOf, orderReport, tradeFill } from './engineReports.ts';
import { PricePath } from './PricePath.ts';
import { simulatedSymbols } from './simulatedSymbols.ts';
import { mainAccount, toEngineOrders } from './toEngineOrders.ts';

/** An order that the exchange has taken, once for every time that it took one. */
export type Acceptance = { intent: OrderIntent; at: number; process: number };

export type ExchangeListener = {
  onExecutions(executions: readonly Execution[]): void;
  onBalances(balances: Balances): void;
  onQuotes(quotes: readonly Quote[]): void;
};

const tickEveryMs = 1_000;
const moment = (now: number) => ({ now, marketTime: now });

/** The exchange itself, which never errs: the matching engine of the simulated venue on a market that follows a seed. */
export class SimulatedExchange {
  readonly acceptances: Acceptance[] = [];
  readonly path: PricePath;
  /** The market does not trade any more; the exchange answers all the same. */
  closed = false;
  readonly #state: EngineState;
  readonly #clock: Scheduler;
  readonly #listeners = new Set<ExchangeListener>();
  readonly #venueListeners = new Set<VenueListener>();
  #tickedAt: number;

  constructor(params: { clock: Scheduler; dice: Dice; fund: string }) {
    this.#clock = params.clock;
    this.path = new PricePath(params.dice);
    const fee = toAmount('0.001');
    this.#state = new EngineState(simulatedSymbols.map(symbolRules), { maker: fee, taker: fee });
    this.#state.ledger.credit(mainAccount, 'USDT', toAmount(params.fund));
    this.#tickedAt = params.clock.now();
    this.#tick(1);
    this.#state.takeChanges();
    this.#beat();
  }

  listen(listener: ExchangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The same exchange for the protocol of the simulated venue. */
  get venue(): VenueExchange {
    const exchange = this;
    return {
      state: this.#state,
      clock: this.#clock,
      market: {
        kind: 'generated',
        label: 'simulation',
        symbols: simulatedSymbols,
        marketTime: (wallNow) => wallNow,
        ticks: () => [],
        bars: (symbol) => [this.bar(instrumentOf(symbol))],
      },
      get walkedTo() {
        return exchange.#clock.now();
      },
      pricedAt: () => this.#clock.now(),
      walk: () => {},
      run: (command) => {
        try {
          return command(moment(this.#clock.now()));
        } finally {
          this.#tell();
        }
      },
      listen: (listener) => {
        this.#venueListeners.add(listener);
        return () => this.#venueListeners.delete(listener);
      },
    };
  }

  /** Takes an order of the desk's. Throws `VenueRejection`. */
  place(intent: OrderIntent, process: number): OrderReport {
    const asked = toEngineOrders(intent);
    const now = this.#clock.now();
    try {
      if (asked.kind === 'list') placeOrderList(this.#state, asked.list, moment(now));
      else placeOrder(this.#state, asked.order, moment(now));
    } finally {
      this.#tell();
    }
    this.acceptances.push({ intent, at: now, process });
    return this.#known(intent);
  }

  /** Takes an order that somebody placed on the exchange's own page. Throws `VenueRejection`. */
  placeByHand(order: Omit<NewOrder, 'account' | 'quoteQuantity' | 'selfTrade'>): void {
    const more = { account: mainAccount, quoteQuantity: 0n, selfTrade: 'EXPIRE_MAKER' as const };
    try {
      placeOrder(this.#state, { ...order, ...more }, moment(this.#clock.now()));
    } finally {
      this.#tell();
    }
  }

  /** Whether there was something to cancel. */
  cancel(ref: OrderRef): boolean {
    const request = { now: this.#clock.now(), requestClientOrderId: 'cancel' };
    const list = this.#state.listByClientId(mainAccount, ref.clientOrderId);
    const order = this.#find(ref);
    if (ref.type === 'oco' ? list?.status !== 'EXEC_STARTED' : !order || !isOpen(order)) return false;
    if (ref.type === 'oco' && list) cancelOrderList(this.#state, list, request);
    else if (order) cancelOrder(this.#state, order, request);
    this.#tell();
    return true;
  }

  report(ref: OrderRef): OrderReport | undefined {
    if (ref.type !== 'oco') {
      const order = this.#find(ref);
      return order && orderReport(order);
    }
    const list = this.#state.listByClientId(mainAccount, ref.clientOrderId);
    if (!list) return undefined;
    const legs = list.orders.flatMap((id) => this.#state.orders.get(id) ?? []);
    return mergeLegs(legs.map(orderReport), ref.clientOrderId, String(list.id));
  }

  openReports(): OrderReport[] {
    const lists = new Set<number>();
    const reports: OrderReport[] = [];
    for (const order of this.#state.openOrders(mainAccount)) {
      if (order.listId === -1) reports.push(orderReport(order));
      else if (!lists.has(order.listId)) {
        lists.add(order.listId);
        const list = this.#state.lists.get(order.listId);
        const legs = (list?.orders ?? []).flatMap((id) => this.#state.orders.get(id) ?? []).filter(isOpen);
        reports.push(mergeLegs(legs.map(orderReport), list?.clientOrderId ?? '', String(order.listId)));
      }
    }
    return reports;
  }

  fills(): VenueFill[] {
    return this.#state.trades.map((trade) => tradeFill(trade, this.#orderOf(trade.orderId)));
  }

  balances(): Balances {
    return new Map(
      [...this.#state.ledger.assets(mainAccount)].map(([asset, { free, locked }]) => [
        asset,
        { free: toText(free), locked: toText(locked) },
      ]),
    );
  }

  quote(instrument: InstrumentId): Quote {
    const book = this.#state.book(instrument.replace('/', ''));
    const [bid, ask] = [book.best('bid'), book.best('ask')];
    const now = this.#clock.now();
    return {
      instrument,
      bid: toText(bid?.price ?? 0n),
      bidQuantity: toText(bid?.quantity ?? 0n),
      ask: toText(ask?.price ?? 0n),
      askQuantity: toText(ask?.quantity ?? 0n),
      last: toText(book.last?.price ?? 0n),
      exchangeTime: now,
      marketTime: now,
      receivedAt: now,
    };
  }

  book(instrument: InstrumentId, depth: number): Book {
    const book = this.#state.book(instrument.replace('/', ''));
    const now = this.#clock.now();
    const levels = (side: 'bid' | 'ask') =>
      book
        .depth(side, depth)
        .map(({ price, quantity }): [string, string] => [toText(price), toText(quantity)]);
    return { instrument, bids: levels('bid'), asks: levels('ask'), exchangeTime: now, receivedAt: now };
  }

  bar(instrument: InstrumentId): Bar {
    const now = this.#clock.now();
    const price = this.quote(instrument).last;
    return { ts: now - (now % 60_000), open: price, high: price, low: price, close: price, volume: '1' };
  }

  #beat(): void {
    this.#clock.after(tickEveryMs, () => {
      const seconds = (this.#clock.now() - this.#tickedAt) / 1_000;
      // After a time in which nobody looked, a few trades stand for the many.
      const ticks = Math.min(20, Math.max(1, Math.round(seconds)));
      for (let count = 0; count < ticks && !this.closed; count += 1) this.#tick(seconds / ticks);
      this.#tell();
      const quotes = simulatedSymbols.map(({ id }) => this.quote(id));
      for (const listener of this.#listeners) listener.onQuotes(quotes);
      this.#beat();
    });
  }

  #tick(seconds: number): void {
    this.#tickedAt = this.#clock.now();
    const ticks: MarketTick[] = this.path.next(this.#tickedAt, seconds);
    for (const tick of ticks) onTick(this.#state, tick, moment(this.#tickedAt));
    for (const listener of this.#venueListeners) listener.onTicks(ticks);
  }

  #tell(): void {
    const changes = this.#state.takeChanges();
    const { executions, balances } = changes;
    if (!isEmpty(changes)) for (const listener of this.#venueListeners) listener.onChanges(changes);
    for (const listener of this.#listeners) {
      if (executions.length > 0) listener.onExecutions(executions);
      if (balances.size > 0) listener.onBalances(this.balances());
    }
  }

  #find({ instrument, clientOrderId }: OrderRef): EngineOrder | undefined {
    return this.#state.orderByClientId(mainAccount, instrument.replace('/', ''), clientOrderId);
  }

  #known(ref: OrderRef): OrderReport {
    const report = this.report(ref);
    if (!report) throw new RangeError(`${ref.clientOrderId} was taken and is not known`);
    return report;
  }

  #orderOf(id: number): EngineOrder {
    const order = this.#state.orders.get(id);
    if (!order) throw new RangeError(`There is no order ${id}`);
    return order;
  }
}
