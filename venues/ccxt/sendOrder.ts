import type { OrderIntent } from '../../domain/Order.ts';
import type { MayLeave, OrderReport, SendOutcome } from '../Venue.ts';
import { rawOrder, rawOrderList } from './binance/answers.ts';
import { mergeLegs } from './binance/orderLegs.ts';
import { toOrderReport } from './binance/toOrderReport.ts';
import { type OrderRequest, toOrderRequest } from './binance/toOrderRequest.ts';
import { WithheldRequest } from './lookBeforeLeaving.ts';
import { mapCcxtError } from './mapCcxtError.ts';
import type { VenueContext } from './VenueContext.ts';

/**
 * Sends an order once. Whatever happens is an outcome: only what the exchange refused in so many words is
 * `rejected`, and whatever may have arrived is `unknown`. A request that cannot be written is `rejected` too, and one
 * that `mayLeave` keeps back is `retryLater`: nothing was sent.
 */
export async function sendOrder(
  venue: VenueContext,
  intent: OrderIntent,
  mayLeave: MayLeave,
): Promise<SendOutcome> {
  const symbol = venue.symbols.get(intent.instrument);
  const rules = venue.instruments.get(intent.instrument);
  if (symbol === undefined || rules === undefined) {
    return {
      kind: 'rejected',
      code: 'unknownInstrument',
      reason: `${venue.label} does not trade ${intent.instrument}`,
    };
  }
  let request: OrderRequest;
  try {
    request = toOrderRequest(intent, rules, symbol);
  } catch (error) {
    return {
      kind: 'rejected',
      code: 'unwritable',
      reason: `Nothing was sent: ${error instanceof Error ? error.message : error}`,
    };
  }
  let answer: unknown;
  try {
    answer = await venue.look(mayLeave, () =>
      request.endpoint === 'order'
        ? venue.exchange.privatePostOrder(request.params)
        : venue.exchange.privatePostOrderListOco(request.params),
    );
  } catch (error) {
    if (error instanceof WithheldRequest) return { kind: 'retryLater', reason: error.message };
    const { meaning, code, reason } = mapCcxtError(error);
    return meaning === 'rejected' ? { kind: 'rejected', code, reason } : { kind: meaning, reason };
  }
  const report = readReport(answer, intent);
  if (report === undefined) {
    return { kind: 'unknown', reason: `${venue.label} answered with something that is no order report` };
  }
  return { kind: 'accepted', report };
}

function readReport(answer: unknown, intent: OrderIntent): OrderReport | undefined {
  if (intent.type !== 'oco') {
    const order = rawOrder.safeParse(answer);
    return order.success ? toOrderReport(order.data, intent.instrument) : undefined;
  }
  const list = rawOrderList.safeParse(answer);
  if (!list.success || list.data.orderReports === undefined) return undefined;
  const legs = list.data.orderReports.map((leg) => toOrderReport(leg, intent.instrument));
  return legs.length === 0 ? undefined : mergeLegs(legs, intent.clientOrderId, list.data.orderListId);
}
