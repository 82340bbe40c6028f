import { VenueRejection } from '../VenueRejection.ts';
import { type Amount, times } from './amount.ts';
import { checkNotionalOf, checkQuantity } from './checkFilters.ts';
import { releaseExcess } from './closeOrder.ts';
import { type EngineOrder, isOpen } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';

/** Makes an open order smaller without losing its place in the queue. Throws `VenueRejection` (-2038). */
export function amendOrder(
  state: EngineState,
  order: EngineOrder,
  change: { quantity: Amount; clientOrderId: string | undefined; now: number },
): { previousClientOrderId: string } {
  const { rules } = state.book(order.symbol);
  if (order.listId !== -1) throw rejected('Order amend is not supported for order lists.');
  if (change.quantity > order.quantity) throw rejected('Order amend (quantity increase) is not supported.');
  if (change.quantity === order.quantity || change.quantity <= order.executed) {
    throw rejected('The requested action would change no state; rejecting.');
  }
  if (order.amendments >= rules.maxAmendments) {
    throw new VenueRejection(-1013, 'Filter failure: MAX_NUM_ORDER_AMENDS');
  }
  checkQuantity(rules, change.quantity);
  if (order.price !== 0n) checkNotionalOf(rules, times(order.price, change.quantity), false);
  const previousClientOrderId = order.clientOrderId;
  if (change.clientOrderId !== undefined && change.clientOrderId !== previousClientOrderId) {
    const other = state.orderByClientId(order.account, order.symbol, change.clientOrderId);
    if (other !== undefined && isOpen(other)) throw new VenueRejection(-2010, 'Duplicate order sent.');
    state.renameOrder(order, change.clientOrderId);
  }
  order.quantity = change.quantity;
  order.amendments += 1;
  order.updatedAt = change.now;
  releaseExcess(state, order);
  state.record('REPLACED', order, { requestClientOrderId: order.clientOrderId });
  return { previousClientOrderId };
}

function rejected(message: string): VenueRejection {
  return new VenueRejection(-2038, message);
}
