import { toText } from '../engine/amount.ts';
import {
  type EngineOrder,
  type EngineTrade,
  isConditional,
  isOpen,
  type OrderList,
} from '../engine/EngineOrder.ts';
import type { EngineState } from '../engine/EngineState.ts';

/** Fields that every answer about an order has. */
function common(order: EngineOrder) {
  return {
    symbol: order.symbol,
    orderId: order.id,
    orderListId: order.listId,
    clientOrderId: order.clientOrderId,
    price: toText(order.price),
    origQty: toText(order.quantity),
    executedQty: toText(order.executed),
    origQuoteOrderQty: toText(order.quoteQuantity),
    cummulativeQuoteQty: toText(order.spent),
    status: order.status,
    timeInForce: order.timeInForce,
    type: order.type,
    side: order.side,
    ...(isConditional(order.type) && { stopPrice: toText(order.stopPrice) }),
    selfTradePreventionMode: order.selfTrade,
    ...(order.prevented > 0n && { preventedQuantity: toText(order.prevented) }),
  };
}

/** An order as the query endpoints show it. */
export function orderShape(order: EngineOrder) {
  return {
    ...common(order),
    stopPrice: toText(order.stopPrice),
    icebergQty: toText(0n),
    time: order.createdAt,
    updateTime: order.updatedAt,
    isWorking: order.working,
    workingTime: order.workingTime,
  };
}

export type ResponseType = 'ACK' | 'RESULT' | 'FULL';

/** What placing an order answers; `FULL` with its executions. */
export function newOrderShape(order: EngineOrder, as: ResponseType, trades: readonly EngineTrade[]) {
  const { symbol, orderId, orderListId, clientOrderId, ...rest } = common(order);
  const ack = { symbol, orderId, orderListId, clientOrderId, transactTime: order.updatedAt };
  if (as === 'ACK') return ack;
  const result = { ...ack, ...rest, workingTime: order.workingTime };
  if (as === 'RESULT') return result;
  return {
    ...result,
    fills: trades.map((trade) => ({
      price: toText(trade.price),
      qty: toText(trade.quantity),
      commission: toText(trade.commission),
      commissionAsset: trade.commissionAsset,
      tradeId: trade.id,
    })),
  };
}

/** What a cancellation answers: the order's own id is the original one, the request has its own. */
export function cancelShape(order: EngineOrder, requestClientOrderId: string, now: number) {
  return {
    ...common(order),
    origClientOrderId: order.clientOrderId,
    clientOrderId: requestClientOrderId,
    transactTime: now,
  };
}

/** One own execution. */
export function tradeShape(trade: EngineTrade) {
  return {
    symbol: trade.symbol,
    id: trade.id,
    orderId: trade.orderId,
    orderListId: trade.listId,
    price: toText(trade.price),
    qty: toText(trade.quantity),
    quoteQty: toText(trade.quote),
    commission: toText(trade.commission),
    commissionAsset: trade.commissionAsset,
    time: trade.at,
    isBuyer: trade.side === 'BUY',
    isMaker: trade.maker,
    isBestMatch: true,
  };
}

export function orderListShape(state: EngineState, list: OrderList) {
  return {
    orderListId: list.id,
    contingencyType: 'OCO',
    listStatusType: list.status,
    listOrderStatus: list.status === 'ALL_DONE' ? 'ALL_DONE' : 'EXECUTING',
    listClientOrderId: list.clientOrderId,
    transactionTime: list.at,
    symbol: list.symbol,
    orders: legs(state, list).map(({ symbol, id, clientOrderId }) => ({
      symbol,
      orderId: id,
      clientOrderId,
    })),
  };
}

/** The two orders of a list. */
export function legs(state: EngineState, list: OrderList): EngineOrder[] {
  return list.orders.flatMap((id) => {
    const order = state.orders.get(id);
    return order === undefined ? [] : [order];
  });
}

/** Whether a list still has an open leg. */
export function isListOpen(state: EngineState, list: OrderList): boolean {
  return legs(state, list).some(isOpen);
}
