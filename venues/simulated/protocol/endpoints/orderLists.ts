import { cancelOrderList } from '../../engine/cancelOrder.ts';
import type { OrderList } from '../../engine/EngineOrder.ts';
import { placeOrderList } from '../../engine/placeOrderList.ts';
import { VenueRejection } from '../../VenueRejection.ts';
import type { ApiCall, Endpoint, VenueContext } from '../Endpoint.ts';
import { cancelShape, isListOpen, legs, newOrderShape, orderListShape } from '../orderShapes.ts';
import { randomClientOrderId, readSymbol } from '../readNewOrder.ts';
import { legacyOcoParams, ocoParams, readLegacyOco, readOco } from '../readOrderList.ts';
import { symbolNames } from '../readSymbols.ts';

/** Orders of which one cancels the other. */
export const orderListEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/api/v3/orderList/oco',
    ws: 'orderList.place.oco',
    weight: 1,
    security: 'signed',
    placesOrder: true,
    params: ocoParams,
    handle: (context, call) => place(context, call, readOco),
  },
  {
    method: 'POST',
    path: '/api/v3/order/oco',
    ws: 'orderList.place',
    weight: 1,
    security: 'signed',
    placesOrder: true,
    params: legacyOcoParams,
    handle: (context, call) => place(context, call, readLegacyOco),
  },
  {
    method: 'GET',
    path: '/api/v3/orderList',
    ws: 'orderList.status',
    weight: 4,
    security: 'signed',
    params: ['orderListId', 'origClientOrderId'],
    handle({ exchange }, call) {
      const list = find({ exchange }, call, 'origClientOrderId');
      if (list === undefined) throw new VenueRejection(-2018, 'Order list does not exist.');
      return orderListShape(exchange.state, list);
    },
  },
  {
    method: 'DELETE',
    path: '/api/v3/orderList',
    ws: 'orderList.cancel',
    weight: 1,
    security: 'signed',
    params: ['symbol', 'orderListId', 'listClientOrderId', 'newClientOrderId'],
    handle: cancel,
  },
  {
    method: 'GET',
    path: '/api/v3/allOrderList',
    ws: 'allOrderLists',
    weight: 20,
    security: 'signed',
    params: ['fromId', 'startTime', 'endTime', 'limit'],
    handle({ exchange }, { params, account }) {
      const limit = params.integer('limit', { min: 1, max: 1_000 }) ?? 500;
      const from = params.integer('fromId') ?? 0;
      const start = params.integer('startTime') ?? 0;
      const end = params.integer('endTime') ?? Number.MAX_SAFE_INTEGER;
      return [...exchange.state.lists.values()]
        .filter((list) => list.account === account && list.id >= from && list.at >= start && list.at <= end)
        .slice(-limit)
        .map((list) => orderListShape(exchange.state, list));
    },
  },
  {
    method: 'GET',
    path: '/api/v3/openOrderList',
    ws: 'openOrderLists.status',
    weight: 6,
    security: 'signed',
    params: [],
    handle: ({ exchange }, { account }) =>
      [...exchange.state.lists.values()]
        .filter((list) => list.account === account && isListOpen(exchange.state, list))
        .map((list) => orderListShape(exchange.state, list)),
  },
];

function place({ exchange }: VenueContext, call: ApiCall, read: typeof readOco) {
  const { request, as } = read(symbolNames(exchange), call);
  return exchange.run((moment) => {
    const { list, orders } = placeOrderList(exchange.state, request, moment);
    return {
      ...orderListShape(exchange.state, list),
      orderReports: orders.map((order) => newOrderShape(order, as, [])),
    };
  });
}

function cancel(context: VenueContext, call: ApiCall) {
  const { exchange } = context;
  readSymbol(symbolNames(exchange), call.params);
  const requestClientOrderId = call.params.clientOrderId('newClientOrderId') ?? randomClientOrderId();
  return exchange.run(({ now }) => {
    const list = find(context, call, 'listClientOrderId');
    if (
      list === undefined ||
      !isListOpen(exchange.state, list) ||
      list.symbol !== call.params.required('symbol')
    ) {
      throw new VenueRejection(-2011, 'Unknown order list sent.');
    }
    cancelOrderList(exchange.state, list, { now, requestClientOrderId });
    return {
      ...orderListShape(exchange.state, list),
      orderReports: legs(exchange.state, list).map((leg) => cancelShape(leg, requestClientOrderId, now)),
    };
  });
}

function find(
  { exchange }: Pick<VenueContext, 'exchange'>,
  { params, account }: ApiCall,
  clientName: string,
): OrderList | undefined {
  const id = params.integer('orderListId');
  const clientId = params.optional(clientName);
  if (id === undefined && clientId === undefined) {
    throw new VenueRejection(
      -1102,
      `Param '${clientName}' or 'orderListId' must be sent, but both were empty/null!`,
    );
  }
  const list =
    id !== undefined ? exchange.state.lists.get(id) : exchange.state.listByClientId(account, clientId ?? '');
  return list?.account === account ? list : undefined;
}
