import { cancelOrder } from '../engine/cancelOrder.ts';
import { placeOrder } from '../engine/placeOrder.ts';
import { VenueRejection } from '../VenueRejection.ts';
import type { ApiCall, VenueContext } from './Endpoint.ts';
import { findOpenOrder } from './findOrder.ts';
import { cancelShape, newOrderShape } from './orderShapes.ts';
import { missing } from './Params.ts';
import { newOrderParams, randomClientOrderId, readNewOrder } from './readNewOrder.ts';
import { readResponseType } from './readResponseType.ts';
import { symbolNames } from './readSymbols.ts';

export const cancelReplaceParams = [
  ...newOrderParams,
  'cancelReplaceMode',
  'cancelNewClientOrderId',
  'cancelOrigClientOrderId',
  'cancelOrderId',
  'cancelRestrictions',
];

type Half = { result: 'SUCCESS' | 'FAILURE' | 'NOT_ATTEMPTED'; response: unknown };

/**
 * Cancels one order and places another. -2022 where neither came about, -2021 where only one did; both name
 * the halves. An order is never placed after a failed cancellation unless the mode allows it.
 */
export function cancelReplace(context: VenueContext, call: ApiCall): unknown {
  const { exchange } = context;
  const { params } = call;
  params.required('cancelReplaceMode');
  const mode = params.choice('cancelReplaceMode', ['STOP_ON_FAILURE', 'ALLOW_FAILURE']);
  if (mode === undefined) throw missing('cancelReplaceMode');
  const only = params.choice('cancelRestrictions', ['ONLY_NEW', 'ONLY_PARTIALLY_FILLED']);
  const request = readNewOrder(symbolNames(exchange), call);
  const as = readResponseType(params, request.type);
  const requestClientOrderId = params.clientOrderId('cancelNewClientOrderId') ?? randomClientOrderId();
  if (!params.has('cancelOrderId') && !params.has('cancelOrigClientOrderId')) {
    throw new VenueRejection(
      -1102,
      "Param 'cancelOrigClientOrderId' or 'cancelOrderId' must be sent, but both were empty/null!",
    );
  }
  const answer = exchange.run((moment) => {
    const cancel = attempt(() => {
      const order = findOpenOrder(context, call, {
        id: 'cancelOrderId',
        clientId: 'cancelOrigClientOrderId',
      });
      if ((only === 'ONLY_NEW') !== (order.executed === 0n) && only !== undefined) {
        throw new VenueRejection(-2011, 'Order was not canceled due to cancel restrictions.');
      }
      cancelOrder(exchange.state, order, { now: moment.now, requestClientOrderId });
      return cancelShape(order, requestClientOrderId, moment.now);
    });
    const place: Half =
      cancel.result === 'FAILURE' && mode === 'STOP_ON_FAILURE'
        ? { result: 'NOT_ATTEMPTED', response: null }
        : attempt(() => {
            const order = placeOrder(exchange.state, request, moment);
            const trades = exchange.state.changes.trades.filter(({ orderId }) => orderId === order.id);
            return newOrderShape(order, as, trades);
          });
    return {
      cancelResult: cancel.result,
      newOrderResult: place.result,
      cancelResponse: cancel.response,
      newOrderResponse: place.response,
    };
  });
  if (answer.cancelResult === 'SUCCESS' && answer.newOrderResult === 'SUCCESS') return answer;
  const partly = answer.cancelResult === 'SUCCESS' || answer.newOrderResult === 'SUCCESS';
  throw partly
    ? new VenueRejection(-2021, 'Order cancel-replace partially failed.', { status: 409, data: answer })
    : new VenueRejection(-2022, 'Order cancel-replace failed.', { data: answer });
}

function attempt(half: () => unknown): Half {
  try {
    return { result: 'SUCCESS', response: half() };
  } catch (error) {
    if (!(error instanceof VenueRejection)) throw error;
    return { result: 'FAILURE', response: { code: error.code, msg: error.message } };
  }
}
