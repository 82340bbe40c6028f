import type { Amount } from './amount.ts';
import { type EngineOrder, type EngineTrade, isConditional, isOpen, type OrderList } from './EngineOrder.ts';
import { Ledger } from './Ledger.ts';
import { SymbolBook } from './SymbolBook.ts';
import type { SymbolRules } from './SymbolRules.ts';

/** Why an order's state is told to its owner; the exchange's execution types. */
export type ExecutionType = 'NEW' | 'CANCELED' | 'REPLACED' | 'TRADE' | 'EXPIRED' | 'TRADE_PREVENTION';

/** What happened to one order, with the order as it stood right then. */
export type Execution = {
  type: ExecutionType;
  order: EngineOrder;
  trade: EngineTrade | undefined;
  /** The id given to a cancel or amendment; the order's own id then goes out as the original one. */
  requestClientOrderId: string | undefined;
};

/** Everything that one command or one step of the market has changed; stored and told as a whole. */
export type Changes = {
  orders: Set<EngineOrder>;
  lists: Set<OrderList>;
  trades: EngineTrade[];
  /** `account asset` pairs. */
  balances: Set<string>;
  executions: Execution[];
};

/** Fee rates as fractions in engine units. */
export type FeeRates = { maker: Amount; taker: Amount };

/** The whole of the engine's memory. Commands change it and note in `changes` what they changed. */
export class EngineState {
  fees: FeeRates;
  readonly ledger = new Ledger();
  readonly books = new Map<string, SymbolBook>();
  readonly orders = new Map<number, EngineOrder>();
  readonly lists = new Map<number, OrderList>();
  readonly trades: EngineTrade[] = [];
  readonly #byClientId = new Map<string, EngineOrder>();
  readonly #listsByClientId = new Map<string, OrderList>();
  /** Highest numbers given out so far. */
  lastOrderId = 0;
  lastListId = 0;
  lastPriority = 0;
  readonly #lastTradeId = new Map<string, number>();
  changes: Changes = noChanges();

  /** With `realDepth`, the books are those that a real market tells. */
  constructor(rules: Iterable<SymbolRules>, fees: FeeRates, realDepth = false) {
    this.fees = fees;
    for (const symbol of rules) this.books.set(symbol.symbol, new SymbolBook(symbol, realDepth));
    this.ledger.onChange = (account, asset) => this.changes.balances.add(`${account} ${asset}`);
  }

  /** The book of a symbol that has passed the request's checks. */
  book(symbol: string): SymbolBook {
    const book = this.books.get(symbol);
    if (book === undefined) throw new RangeError(`no book for ${symbol}`);
    return book;
  }

  /** Adds an order, or puts a restored one in place. */
  addOrder(order: EngineOrder): void {
    this.orders.set(order.id, order);
    this.#byClientId.set(clientKey(order), order);
    this.lastOrderId = Math.max(this.lastOrderId, order.id);
    this.lastPriority = Math.max(this.lastPriority, order.priority);
  }

  addList(list: OrderList): void {
    this.lists.set(list.id, list);
    this.#listsByClientId.set(`${list.account} ${list.clientOrderId}`, list);
    this.lastListId = Math.max(this.lastListId, list.id);
  }

  addTrade(trade: EngineTrade): void {
    this.trades.push(trade);
    this.#lastTradeId.set(trade.symbol, Math.max(this.#lastTradeId.get(trade.symbol) ?? 0, trade.id));
  }

  /** An amendment may give an order a new client id; the old one then finds nothing. */
  renameOrder(order: EngineOrder, clientOrderId: string): void {
    this.#byClientId.delete(clientKey(order));
    order.clientOrderId = clientOrderId;
    this.#byClientId.set(clientKey(order), order);
  }

  /** The newest order with this client id: the exchange promises uniqueness among open orders alone. */
  orderByClientId(account: string, symbol: string, clientOrderId: string): EngineOrder | undefined {
    return this.#byClientId.get(`${account} ${symbol} ${clientOrderId}`);
  }

  listByClientId(account: string, clientOrderId: string): OrderList | undefined {
    return this.#listsByClientId.get(`${account} ${clientOrderId}`);
  }

  *openOrders(account: string, symbol?: string): Iterable<EngineOrder> {
    for (const book of this.books.values()) {
      if (symbol !== undefined && book.rules.symbol !== symbol) continue;
      for (const orders of [book.bids, book.asks, book.waiting]) {
        for (const order of orders) if (order.account === account) yield order;
      }
    }
  }

  /**
   * The next trade id of a symbol. The market's own trades take `market time × 1000 + n` with n below 500, own
   * executions the upper half, so that neither list has to be stored for the other to stay in order.
   */
  nextTradeId(symbol: string, marketTime: number): number {
    const next = Math.max(marketTime * 1_000 + 500, (this.#lastTradeId.get(symbol) ?? 0) + 1);
    this.#lastTradeId.set(symbol, next);
    return next;
  }

  /** Puts a restored open order back where it stood. Orders must come in ascending priority. */
  restoreIntoBook(order: EngineOrder): void {
    if (!isOpen(order)) return;
    const book = this.book(order.symbol);
    if (isConditional(order.type) && !order.working) book.waiting.push(order);
    else book.rest(order);
  }

  /** Notes what happened to an order, with a copy of it as it stands now. */
  record(
    type: ExecutionType,
    order: EngineOrder,
    more: { trade?: EngineTrade; requestClientOrderId?: string } = {},
  ) {
    this.changes.orders.add(order);
    this.changes.executions.push({
      type,
      order: { ...order },
      trade: more.trade,
      requestClientOrderId: more.requestClientOrderId,
    });
  }

  /** Hands over what has changed since the last call. */
  takeChanges(): Changes {
    const changes = this.changes;
    this.changes = noChanges();
    return changes;
  }
}

/** Whether a set of changes holds anything worth storing. */
export function isEmpty(changes: Changes): boolean {
  return changes.orders.size === 0 && changes.trades.length === 0 && changes.balances.size === 0;
}

function noChanges(): Changes {
  return { orders: new Set(), lists: new Set(), trades: [], balances: new Set(), executions: [] };
}

function clientKey(order: EngineOrder): string {
  return `${order.account} ${order.symbol} ${order.clientOrderId}`;
}
