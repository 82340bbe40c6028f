import type { InstrumentId } from '../../../domain/ids.ts';
import type { OrderType } from '../../../domain/Order.ts';
import { parentOf } from '../../../venues/ccxt/binance/orderLegs.ts';
import { toText } from '../../../venues/simulated/engine/amount.ts';
import {
  type EngineOrder,
  type EngineOrderStatus,
  type EngineTrade,
  isConditional,
} from '../../../venues/simulated/engine/EngineOrder.ts';
import type { OrderReport, VenueFill, VenueOrderStatus } from '../../../venues/Venue.ts';
import { simulatedSymbols } from './simulatedSymbols.ts';

const statuses: Readonly<Record<EngineOrderStatus, VenueOrderStatus>> = {
  NEW: 'open',
  PARTIALLY_FILLED: 'partiallyFilled',
  FILLED: 'filled',
  CANCELED: 'cancelled',
  EXPIRED: 'expired',
  EXPIRED_IN_MATCH: 'expired',
};
const types: Partial<Record<EngineOrder['type'], OrderType>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  LIMIT_MAKER: 'postOnly',
  STOP_LOSS: 'stop',
};

/** One engine order, an OCO's leg under its own id, as the desk's adapter would read it. */
export function orderReport(order: EngineOrder): OrderReport {
  const status = statuses[order.status];
  const triggered = status === 'open' && isConditional(order.type) && order.working;
  return {
    instrument: instrumentOf(order.symbol),
    clientOrderId: order.clientOrderId,
    venueOrderId: String(order.id),
    status: triggered ? 'triggered' : status,
    side: order.side === 'BUY' ? 'buy' : 'sell',
    type: types[order.type] ?? 'limit',
    quantity: toText(order.quantity),
    filled: toText(order.executed),
    price: order.price === 0n ? null : toText(order.price),
    triggerPrice: order.stopPrice === 0n ? null : toText(order.stopPrice),
    at: order.updatedAt,
  };
}

/** One execution, likewise. */
export function tradeFill(trade: EngineTrade, order: EngineOrder): VenueFill {
  return {
    id: String(trade.id),
    instrument: instrumentOf(trade.symbol),
    clientOrderId: order.listId === -1 ? order.clientOrderId : parentOf(order.clientOrderId),
    venueOrderId: String(trade.orderId),
    side: trade.side === 'BUY' ? 'buy' : 'sell',
    price: toText(trade.price),
    quantity: toText(trade.quantity),
    fee: toText(trade.commission),
    feeAsset: trade.commissionAsset,
    liquidity: trade.maker ? 'maker' : 'taker',
    at: trade.at,
  };
}

export function instrumentOf(symbol: string): InstrumentId {
  const found = simulatedSymbols.find((each) => each.symbol === symbol);
  if (!found) throw new RangeError(`There is no ${symbol}`);
  return found.id;
}
