import { type Amount, toAmount, toText } from '../engine/amount.ts';
import type { EngineOrder, EngineTrade, OrderList } from '../engine/EngineOrder.ts';
import type { Changes, EngineState } from '../engine/EngineState.ts';

type Written<T> = { [K in keyof T]: T[K] extends Amount ? string : T[K] };

/** One line of the log: everything that one command or step of the market has changed, as it stood after it. */
export type VenueLogEntry = {
  sequence: number;
  /** Wall time, epoch ms. */
  at: number;
  /** Market time up to which the market has been walked. */
  marketTime: number;
  orders: Written<EngineOrder>[];
  lists: OrderList[];
  trades: Written<EngineTrade>[];
  balances: { account: string; asset: string; free: string; locked: string }[];
};

/** Writes down a set of changes. */
export function toEntry(
  state: EngineState,
  changes: Changes,
  place: { sequence: number; at: number; marketTime: number },
): VenueLogEntry {
  return {
    ...place,
    orders: [...changes.orders].map(writeOrder),
    lists: [...changes.lists],
    trades: changes.trades.map(writeTrade),
    balances: [...changes.balances].map((pair) => {
      const [account = '', asset = ''] = pair.split(' ');
      const { free, locked } = state.ledger.balance(account, asset);
      return { account, asset, free: toText(free), locked: toText(locked) };
    }),
  };
}

/** Builds up the state from all entries; open orders return to the book in the order of their priority. */
export function restore(state: EngineState, entries: readonly VenueLogEntry[]): void {
  const orders = new Map<number, EngineOrder>();
  for (const entry of entries) {
    for (const order of entry.orders) orders.set(order.id, readOrder(order));
    for (const list of entry.lists) state.addList(list);
    for (const trade of entry.trades) state.addTrade(readTrade(trade));
    for (const { account, asset, free, locked } of entry.balances) {
      state.ledger.set(account, asset, { free: toAmount(free), locked: toAmount(locked) });
    }
  }
  for (const order of [...orders.values()].sort((a, b) => a.id - b.id)) state.addOrder(order);
  for (const order of [...orders.values()].sort((a, b) => a.priority - b.priority)) {
    state.restoreIntoBook(order);
  }
  state.takeChanges();
}

function writeOrder(order: EngineOrder): Written<EngineOrder> {
  return {
    ...order,
    price: toText(order.price),
    stopPrice: toText(order.stopPrice),
    quantity: toText(order.quantity),
    quoteQuantity: toText(order.quoteQuantity),
    executed: toText(order.executed),
    spent: toText(order.spent),
    locked: toText(order.locked),
    queueAhead: toText(order.queueAhead),
    prevented: toText(order.prevented),
  };
}

function readOrder(order: Written<EngineOrder>): EngineOrder {
  return {
    ...order,
    price: toAmount(order.price),
    stopPrice: toAmount(order.stopPrice),
    quantity: toAmount(order.quantity),
    quoteQuantity: toAmount(order.quoteQuantity),
    executed: toAmount(order.executed),
    spent: toAmount(order.spent),
    locked: toAmount(order.locked),
    queueAhead: toAmount(order.queueAhead),
    prevented: toAmount(order.prevented),
  };
}

function writeTrade(trade: EngineTrade): Written<EngineTrade> {
  return {
    ...trade,
    price: toText(trade.price),
    quantity: toText(trade.quantity),
    quote: toText(trade.quote),
    commission: toText(trade.commission),
  };
}

function readTrade(trade: Written<EngineTrade>): EngineTrade {
  return {
    ...trade,
    price: toAmount(trade.price),
    quantity: toAmount(trade.quantity),
    quote: toAmount(trade.quote),
    commission: toAmount(trade.commission),
  };
}
