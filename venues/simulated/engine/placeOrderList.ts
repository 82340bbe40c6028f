import { VenueRejection } from '../VenueRejection.ts';
import { type Amount, greatest } from './amount.ts';
import { checkCounts } from './checkFilters.ts';
import { checkWithoutFunds, requireFunds } from './checkNewOrder.ts';
import { type EngineOrder, isConditional, type OrderList, type Side } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';
import type { Moment, NewOrder } from './NewOrder.ts';
import { createOrder, restOrder } from './placeOrder.ts';

/** Two orders on either side of the market, of which one cancels the other. */
export type NewOrderList = { clientOrderId: string; above: NewOrder; below: NewOrder };

/** Places both legs or neither. The legs share what they hold: only one of them can ever trade. */
export function placeOrderList(
  state: EngineState,
  request: NewOrderList,
  moment: Moment,
): { list: OrderList; orders: [EngineOrder, EngineOrder] } {
  const { above, below } = request;
  checkShape(state, request);
  const admissions = [below, above].map((leg) => checkWithoutFunds(state, leg));
  checkCounts(state, above, 2);
  const { base, quote, maxLists } = state.book(above.symbol).rules;
  const locks = admissions.reduce((most, { locks }) => greatest(most, locks), 0n as Amount);
  const open = [...state.lists.values()].filter(
    (each) => each.account === above.account && each.symbol === above.symbol && each.status !== 'ALL_DONE',
  );
  if (open.length >= maxLists) throw new VenueRejection(-1013, 'Filter failure: MAX_NUM_ORDER_LISTS');
  requireFunds(state, above.account, above.side === 'BUY' ? quote : base, locks);

  const listId = state.lastListId + 1;
  const place = { listId, now: moment.now };
  const first = createOrder(state, below, { quantity: below.quantity, locks }, place);
  const second = createOrder(state, above, { quantity: above.quantity, locks: 0n }, place);
  const list: OrderList = {
    id: listId,
    account: above.account,
    symbol: above.symbol,
    clientOrderId: request.clientOrderId,
    orders: [first.id, second.id],
    status: 'EXEC_STARTED',
    at: moment.now,
  };
  state.addList(list);
  state.changes.lists.add(list);
  for (const order of [first, second]) {
    if (isConditional(order.type)) state.book(order.symbol).waiting.push(order);
    else restOrder(state, order);
    state.record('NEW', order);
  }
  return { list, orders: [first, second] };
}

function checkShape(state: EngineState, { above, below, clientOrderId }: NewOrderList): void {
  const used = state.listByClientId(above.account, clientOrderId);
  if (above.clientOrderId === below.clientOrderId || (used !== undefined && used.status !== 'ALL_DONE')) {
    throw new VenueRejection(-2010, 'Duplicate order sent.');
  }
  const last = state.book(above.symbol).last?.price ?? 0n;
  const level = (leg: NewOrder) => (leg.type === 'LIMIT_MAKER' ? leg.price : leg.stopPrice);
  const stops = [above, below].filter((leg) => isStop(leg));
  if (stops.length !== 1 || !isStop(stopSide(above.side, above, below))) {
    throw new VenueRejection(
      -1158,
      'Order list: one leg has to take profit and the other one to stop the loss.',
    );
  }
  if (level(above) <= last || level(below) >= last) {
    throw new VenueRejection(-2010, 'The relationship of the prices for the orders is not correct.');
  }
}

function isStop(leg: NewOrder): boolean {
  return leg.type === 'STOP_LOSS' || leg.type === 'STOP_LOSS_LIMIT';
}

/** A sale stops its loss below the market, a purchase above. */
function stopSide(side: Side, above: NewOrder, below: NewOrder): NewOrder {
  return side === 'SELL' ? below : above;
}
