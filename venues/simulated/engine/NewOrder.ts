import type { Amount } from './amount.ts';
import type { EngineOrderType, SelfTradeMode, Side, TimeInForce } from './EngineOrder.ts';

/** An order as it is asked for. Amounts that its type does not take are 0. */
export type NewOrder = {
  account: string;
  symbol: string;
  side: Side;
  type: EngineOrderType;
  timeInForce: TimeInForce;
  price: Amount;
  stopPrice: Amount;
  quantity: Amount;
  /** Quote units to spend or receive, for market orders asked for that way. */
  quoteQuantity: Amount;
  clientOrderId: string;
  selfTrade: SelfTradeMode;
};

/** When a command is carried out. */
export type Moment = {
  /** Wall time, epoch ms. */
  now: number;
  marketTime: number;
};
