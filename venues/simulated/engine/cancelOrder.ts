import { closeOrder, openSibling } from './closeOrder.ts';
import type { EngineOrder, OrderList } from './EngineOrder.ts';
import type { EngineState } from './EngineState.ts';

/** Cancels an open order; a leg of a list takes the whole list with it, as on the exchange. */
export function cancelOrder(
  state: EngineState,
  order: EngineOrder,
  request: { now: number; requestClientOrderId: string },
): void {
  const closing = { status: 'CANCELED', execution: 'CANCELED', ...request } as const;
  const sibling = openSibling(state, order);
  if (sibling !== undefined) closeOrder(state, sibling, closing);
  closeOrder(state, order, closing);
}

/** Cancels what is open of a list. */
export function cancelOrderList(
  state: EngineState,
  list: OrderList,
  request: { now: number; requestClientOrderId: string },
): void {
  for (const id of list.orders) {
    const order = state.orders.get(id);
    if (order !== undefined && (order.status === 'NEW' || order.status === 'PARTIALLY_FILLED')) {
      cancelOrder(state, order, request);
      return;
    }
  }
}
