import { amendOrder } from '../../engine/amendOrder.ts';
import { cancelOrder } from '../../engine/cancelOrder.ts';
import { checkNewOrder } from '../../engine/checkNewOrder.ts';
import { type EngineOrder, isOpen } from '../../engine/EngineOrder.ts';
import { placeOrder } from '../../engine/placeOrder.ts';
import { VenueRejection } from '../../VenueRejection.ts';
import { cancelReplace, cancelReplaceParams } from '../cancelReplace.ts';
import type { ApiCall, Endpoint, VenueContext } from '../Endpoint.ts';
import { findOpenOrder, findOrder, orderRefParams } from '../findOrder.ts';
import { cancelShape, legs, newOrderShape, orderListShape, orderShape } from '../orderShapes.ts';
import { missing } from '../Params.ts';
import { newOrderParams, randomClientOrderId, readNewOrder, readSymbol } from '../readNewOrder.ts';
import { readResponseType } from '../readResponseType.ts';
import { symbolNames } from '../readSymbols.ts';

/** Placing, changing, cancelling and asking after orders. */
export const tradingEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/api/v3/order',
    ws: 'order.place',
    weight: 1,
    security: 'signed',
    placesOrder: true,
    params: newOrderParams,
    handle({ exchange }, call) {
      const request = readNewOrder(symbolNames(exchange), call);
      const as = readResponseType(call.params, request.type);
      return exchange.run((moment) => {
        const order = placeOrder(exchange.state, request, moment);
        const trades = exchange.state.changes.trades.filter(({ orderId }) => orderId === order.id);
        return newOrderShape(order, as, trades);
      });
    },
  },
  {
    method: 'POST',
    path: '/api/v3/order/test',
    ws: 'order.test',
    weight: 1,
    security: 'signed',
    params: [...newOrderParams, 'computeCommissionRates'],
    handle({ exchange }, call) {
      const request = readNewOrder(symbolNames(exchange), call);
      readResponseType(call.params, request.type);
      exchange.run(() => checkNewOrder(exchange.state, request));
      return {};
    },
  },
  {
    method: 'GET',
    path: '/api/v3/order',
    ws: 'order.status',
    weight: 4,
    security: 'signed',
    params: orderRefParams,
    handle: (context, call) => orderShape(findOrder(context, call)),
  },
  {
    method: 'DELETE',
    path: '/api/v3/order',
    ws: 'order.cancel',
    weight: 1,
    security: 'signed',
    params: [...orderRefParams, 'newClientOrderId', 'cancelRestrictions'],
    handle: cancelOne,
  },
  {
    method: 'POST',
    path: '/api/v3/order/cancelReplace',
    ws: 'order.cancelReplace',
    weight: 1,
    security: 'signed',
    placesOrder: true,
    params: cancelReplaceParams,
    handle: cancelReplace,
  },
  {
    method: 'PUT',
    path: '/api/v3/order/amend/keepPriority',
    ws: 'order.amend.keepPriority',
    weight: 4,
    security: 'signed',
    params: [...orderRefParams, 'newClientOrderId', 'newQty'],
    handle: amendOne,
  },
  {
    method: 'GET',
    path: '/api/v3/openOrders',
    ws: 'openOrders.status',
    weight: (params) => (params.has('symbol') ? 6 : 80),
    security: 'signed',
    params: ['symbol'],
    handle({ exchange }, { params, account }) {
      const symbol = params.has('symbol') ? readSymbol(symbolNames(exchange), params) : undefined;
      return [...exchange.state.openOrders(account, symbol)].sort((a, b) => a.id - b.id).map(orderShape);
    },
  },
  {
    method: 'DELETE',
    path: '/api/v3/openOrders',
    ws: 'openOrders.cancelAll',
    weight: 1,
    security: 'signed',
    params: ['symbol'],
    handle: cancelAll,
  },
  {
    method: 'GET',
    path: '/api/v3/allOrders',
    ws: 'allOrders',
    weight: 20,
    security: 'signed',
    params: ['symbol', 'orderId', 'startTime', 'endTime', 'limit'],
    handle({ exchange }, { params, account }) {
      const symbol = readSymbol(symbolNames(exchange), params);
      const limit = params.integer('limit', { min: 1, max: 1_000 }) ?? 500;
      const from = params.integer('orderId');
      const start = params.integer('startTime') ?? 0;
      const end = params.integer('endTime') ?? Number.MAX_SAFE_INTEGER;
      const found = [...exchange.state.orders.values()].filter(
        (order) =>
          order.account === account &&
          order.symbol === symbol &&
          (from === undefined || order.id >= from) &&
          order.createdAt >= start &&
          order.createdAt <= end,
      );
      // From an id or a time on: the oldest; otherwise the newest.
      const fromStart = from !== undefined || params.has('startTime');
      return (fromStart ? found.slice(0, limit) : found.slice(-limit)).map(orderShape);
    },
  },
];

function cancelOne(context: VenueContext, call: ApiCall) {
  const { exchange } = context;
  const restrictions = call.params.choice('cancelRestrictions', ['ONLY_NEW', 'ONLY_PARTIALLY_FILLED']);
  const requestClientOrderId = call.params.clientOrderId('newClientOrderId') ?? randomClientOrderId();
  return exchange.run(({ now }) => {
    const order = findOpenOrder(context, call);
    checkRestrictions(order, restrictions);
    cancelOrder(exchange.state, order, { now, requestClientOrderId });
    return cancelled(context, order, requestClientOrderId, now);
  });
}

/** One cancelled order; a leg's whole list where it had one. */
function cancelled({ exchange }: VenueContext, order: EngineOrder, requestId: string, now: number) {
  const list = exchange.state.lists.get(order.listId);
  if (list === undefined) return cancelShape(order, requestId, now);
  return {
    ...orderListShape(exchange.state, list),
    orderReports: legs(exchange.state, list).map((leg) => cancelShape(leg, requestId, now)),
  };
}

function amendOne(context: VenueContext, call: ApiCall) {
  const { exchange } = context;
  const quantity = call.params.amount('newQty');
  if (quantity === undefined) throw missing('newQty');
  const clientOrderId = call.params.clientOrderId('newClientOrderId');
  return exchange.run(({ now }) => {
    const order = findOpenOrder(context, call);
    const { previousClientOrderId } = amendOrder(exchange.state, order, { quantity, clientOrderId, now });
    return {
      transactTime: now,
      executionId: order.amendments,
      amendedOrder: { ...orderShape(order), origClientOrderId: previousClientOrderId },
    };
  });
}

function cancelAll(context: VenueContext, { params, account }: ApiCall) {
  const { exchange } = context;
  const symbol = readSymbol(symbolNames(exchange), params);
  return exchange.run(({ now }) => {
    const open = [...exchange.state.openOrders(account, symbol)].sort((a, b) => a.id - b.id);
    if (open.length === 0) throw new VenueRejection(-2011, 'Unknown order sent.');
    const answers: unknown[] = [];
    for (const order of open) {
      if (!isOpen(order)) continue;
      const requestClientOrderId = randomClientOrderId();
      cancelOrder(exchange.state, order, { now, requestClientOrderId });
      answers.push(cancelled(context, order, requestClientOrderId, now));
    }
    return answers;
  });
}

function checkRestrictions(order: EngineOrder, only: string | undefined): void {
  if (
    (only === 'ONLY_NEW' && order.executed > 0n) ||
    (only === 'ONLY_PARTIALLY_FILLED' && order.executed === 0n)
  ) {
    throw new VenueRejection(-2011, 'Order was not canceled due to cancel restrictions.');
  }
}
