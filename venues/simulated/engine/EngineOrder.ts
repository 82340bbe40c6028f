import type { Amount } from './amount.ts';

export type Side = 'BUY' | 'SELL';

export const orderTypes = [
  'LIMIT',
  'LIMIT_MAKER',
  'MARKET',
  'STOP_LOSS',
  'STOP_LOSS_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
] as const;
export type EngineOrderType = (typeof orderTypes)[number];

export const timesInForce = ['GTC', 'IOC', 'FOK'] as const;
export type TimeInForce = (typeof timesInForce)[number];

/** What happens where an order would trade with another one of the same account; the taker's mode decides. */
export const selfTradeModes = ['NONE', 'EXPIRE_TAKER', 'EXPIRE_MAKER', 'EXPIRE_BOTH'] as const;
export type SelfTradeMode = (typeof selfTradeModes)[number];

export type EngineOrderStatus =
  | 'NEW'
  | 'PARTIALLY_FILLED'
  | 'FILLED'
  | 'CANCELED'
  | 'EXPIRED'
  | 'EXPIRED_IN_MATCH';

/** An order as the engine holds it. Times are wall time in epoch ms. */
export type EngineOrder = {
  id: number;
  account: string;
  symbol: string;
  /** Order list that it is a leg of; -1 for none. */
  listId: number;
  clientOrderId: string;
  side: Side;
  type: EngineOrderType;
  timeInForce: TimeInForce;
  /** Limit price; 0 for orders that execute at the market. */
  price: Amount;
  /** Trigger; 0 for orders without one. */
  stopPrice: Amount;
  quantity: Amount;
  /** What was asked for in quote units of a market order; 0 otherwise. */
  quoteQuantity: Amount;
  executed: Amount;
  /** Quote units traded so far. */
  spent: Amount;
  status: EngineOrderStatus;
  /** False while it waits for its trigger. */
  working: boolean;
  workingTime: number;
  /** What it still holds of the account's balance: quote units for a buy, base units for a sell. */
  locked: Amount;
  /** The market's own quantity that stands before it at its price. */
  queueAhead: Amount;
  selfTrade: SelfTradeMode;
  /** Quantity that self-trade prevention took from it. */
  prevented: Amount;
  /** Orders at one price are served in ascending priority. */
  priority: number;
  amendments: number;
  createdAt: number;
  updatedAt: number;
};

/** Two orders of which one cancels the other. */
export type OrderList = {
  id: number;
  account: string;
  symbol: string;
  clientOrderId: string;
  orders: [number, number];
  /** `EXEC_STARTED` while a leg works, then `ALL_DONE`. */
  status: 'EXEC_STARTED' | 'ALL_DONE';
  at: number;
};

/** One side of an execution. Two accounts' orders that meet share the trade's id. */
export type EngineTrade = {
  id: number;
  account: string;
  symbol: string;
  orderId: number;
  listId: number;
  side: Side;
  price: Amount;
  quantity: Amount;
  quote: Amount;
  commission: Amount;
  commissionAsset: string;
  maker: boolean;
  /** Wall time, epoch ms. */
  at: number;
  /** The market's own time. */
  marketTime: number;
};

export function remaining(order: EngineOrder): Amount {
  return order.quantity - order.executed - order.prevented;
}

export function isOpen(order: EngineOrder): boolean {
  return order.status === 'NEW' || order.status === 'PARTIALLY_FILLED';
}

/** Whether the type waits for a trigger price. */
export function isConditional(type: EngineOrderType): boolean {
  return (
    type === 'STOP_LOSS' ||
    type === 'STOP_LOSS_LIMIT' ||
    type === 'TAKE_PROFIT' ||
    type === 'TAKE_PROFIT_LIMIT'
  );
}

/** Whether the type, once working, executes without a limit price. */
export function executesAtMarket(type: EngineOrderType): boolean {
  return type === 'MARKET' || type === 'STOP_LOSS' || type === 'TAKE_PROFIT';
}
