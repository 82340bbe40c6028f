import type { Amount } from './amount.ts';
import { type Admission, checkNewOrder } from './checkNewOrder.ts';
import { becomeOnlyLeg, closeOrder, lockedAsset } from './closeOrder.ts';
import { type EngineOrder, executesAtMarket, isConditional, isOpen } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import { matchTaker, preview } from './matchTaker.ts';
import type { Moment, NewOrder } from './NewOrder.ts';

/** Places an order and trades what trades at once. Throws `VenueRejection` with nothing changed. */
export function placeOrder(state: EngineState, request: NewOrder, moment: Moment): EngineOrder {
  const admission = checkNewOrder(state, request);
  const order = createOrder(state, request, admission, { listId: -1, now: moment.now });
  state.record('NEW', order);
  if (order.working) workOrder(state, order, moment);
  else state.book(order.symbol).waiting.push(order);
  return order;
}

/** Makes an order that has been let through, and locks what it needs. */
export function createOrder(
  state: EngineState,
  request: NewOrder,
  admission: Admission,
  place: { listId: number; now: number },
): EngineOrder {
  const conditional = isConditional(request.type);
  const order: EngineOrder = {
    ...request,
    listId: place.listId,
    id: state.lastOrderId + 1,
    quantity: admission.quantity,
    executed: 0n,
    spent: 0n,
    status: 'NEW',
    working: !conditional,
    workingTime: conditional ? -1 : place.now,
    locked: admission.locks,
    queueAhead: 0n,
    prevented: 0n,
    priority: state.lastPriority + 1,
    amendments: 0,
    createdAt: place.now,
    updatedAt: place.now,
  };
  state.addOrder(order);
  if (admission.locks > 0n) state.ledger.lock(order.account, lockedAsset(state, order), admission.locks);
  return order;
}

/** A trigger has traded: the order goes to work as what it is underneath. */
export function triggerOrder(state: EngineState, order: EngineOrder, moment: Moment): void {
  becomeOnlyLeg(state, order, moment.now);
  state.book(order.symbol).remove(order);
  order.working = true;
  order.workingTime = moment.now;
  order.updatedAt = moment.now;
  state.lastPriority += 1;
  order.priority = state.lastPriority;
  state.record('NEW', order);
  workOrder(state, order, moment);
}

/** Trades what trades at once; what is left rests, or expires where the order's kind does not rest. */
export function workOrder(state: EngineState, order: EngineOrder, moment: Moment): void {
  if (order.timeInForce !== 'FOK' || fillsWhole(state, order)) matchTaker(state, order, moment);
  if (!isOpen(order)) return;
  if (executesAtMarket(order.type) || order.timeInForce !== 'GTC') {
    closeOrder(state, order, { status: 'EXPIRED', execution: 'EXPIRED', now: moment.now });
    return;
  }
  restOrder(state, order);
  state.changes.orders.add(order);
}

/** Puts an order into the book behind what the market shows at its price. */
export function restOrder(state: EngineState, order: EngineOrder): void {
  const book = state.book(order.symbol);
  order.queueAhead = book.quantityAt(order.side === 'BUY' ? 'bid' : 'ask', order.price);
  book.rest(order);
}

function fillsWhole(state: EngineState, order: EngineOrder): boolean {
  const limit: Amount = executesAtMarket(order.type) ? 0n : order.price;
  const { account, side, selfTrade, quantity } = order;
  return (
    preview(state.book(order.symbol), { account, side, limit, selfTrade }, quantity).quantity === quantity
  );
}
