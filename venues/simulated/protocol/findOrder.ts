import { type EngineOrder, isOpen } from '../engine/EngineOrder.ts';
import { VenueRejection } from '../VenueRejection.ts';
import type { ApiCall, VenueContext } from './Endpoint.ts';
import { readSymbol } from './readNewOrder.ts';
import { symbolNames } from './readSymbols.ts';

/** Parameters that name an order. */
export const orderRefParams = ['symbol', 'orderId', 'origClientOrderId'];

/** The order that the request names, whatever its state. Throws -2013 where the account has none such. */
export function findOrder(context: VenueContext, call: ApiCall): EngineOrder {
  const order = lookUp(context, call, { id: 'orderId', clientId: 'origClientOrderId' });
  if (order === undefined) throw new VenueRejection(-2013, 'Order does not exist.');
  return order;
}

/** The open order that a cancellation names. Throws -2011 where there is none such. */
export function findOpenOrder(
  context: VenueContext,
  call: ApiCall,
  names = { id: 'orderId', clientId: 'origClientOrderId' },
): EngineOrder {
  const order = lookUp(context, call, names);
  if (order === undefined || !isOpen(order)) throw new VenueRejection(-2011, 'Unknown order sent.');
  return order;
}

function lookUp(
  { exchange }: VenueContext,
  { params, account }: ApiCall,
  names: { id: string; clientId: string },
): EngineOrder | undefined {
  const symbol = readSymbol(symbolNames(exchange), params);
  const id = params.integer(names.id);
  const clientId = params.optional(names.clientId);
  if (id === undefined && clientId === undefined) {
    throw new VenueRejection(
      -1102,
      `Param '${names.clientId}' or '${names.id}' must be sent, but both were empty/null!`,
    );
  }
  const order =
    id !== undefined
      ? exchange.state.orders.get(id)
      : exchange.state.orderByClientId(account, symbol, clientId ?? '');
  const fits = order?.account === account && order.symbol === symbol;
  return fits && (clientId === undefined || order.clientOrderId === clientId) ? order : undefined;
}
