import { type Amount, greatest, times } from './amount.ts';
import {
  type EngineOrder,
  type EngineOrderStatus,
  executesAtMarket,
  isOpen,
  type OrderList,
  remaining,
} from './EngineOrder.ts';
import type { EngineState, ExecutionType } from './EngineState.ts';

/** When and why an order ends. `now` is wall time. */
export type Closing = {
  status: EngineOrderStatus;
  execution: ExecutionType | 'none';
  now: number;
  requestClientOrderId?: string;
};

/** Ends an order: out of the book, what it held goes back, its list is told. */
export function closeOrder(state: EngineState, order: EngineOrder, closing: Closing): void {
  state.book(order.symbol).remove(order);
  release(state, order, order.locked);
  order.status = closing.status;
  order.updatedAt = closing.now;
  state.changes.orders.add(order);
  if (closing.execution !== 'none') {
    state.record(closing.execution, order, {
      ...(closing.requestClientOrderId !== undefined && {
        requestClientOrderId: closing.requestClientOrderId,
      }),
    });
  }
  finishList(state, order, closing.now);
}

/** Gives back `amount` of what the order holds. */
export function release(state: EngineState, order: EngineOrder, amount: Amount): void {
  if (amount === 0n) return;
  order.locked -= amount;
  state.ledger.unlock(order.account, lockedAsset(state, order), amount);
}

/** Gives back what a limit order holds beyond what its rest can cost. Market orders keep theirs to the end. */
export function releaseExcess(state: EngineState, order: EngineOrder): void {
  if (order.side === 'BUY' && executesAtMarket(order.type)) return;
  const needed = order.side === 'BUY' ? times(order.price, remaining(order)) : remaining(order);
  release(state, order, greatest(0n, order.locked - needed));
}

/** The asset that an order of this side pays with. */
export function lockedAsset(state: EngineState, order: EngineOrder): string {
  const { base, quote } = state.book(order.symbol).rules;
  return order.side === 'BUY' ? quote : base;
}

/** The other leg of the order's list while that is open. */
export function openSibling(state: EngineState, order: EngineOrder): EngineOrder | undefined {
  const list = state.lists.get(order.listId);
  const id = list?.orders.find((each) => each !== order.id);
  const sibling = id === undefined ? undefined : state.orders.get(id);
  return sibling !== undefined && isOpen(sibling) ? sibling : undefined;
}

/** One leg of a list trades or triggers: the other one ends, and what was held for both is held by this one. */
export function becomeOnlyLeg(state: EngineState, order: EngineOrder, now: number): void {
  const sibling = openSibling(state, order);
  if (sibling === undefined) return;
  order.locked += sibling.locked;
  sibling.locked = 0n;
  closeOrder(state, sibling, { status: 'EXPIRED', execution: 'EXPIRED', now });
  releaseExcess(state, order);
}

function finishList(state: EngineState, order: EngineOrder, now: number): void {
  const list: OrderList | undefined = state.lists.get(order.listId);
  if (list === undefined || list.status === 'ALL_DONE') return;
  const open = list.orders.some((id) => {
    const leg = state.orders.get(id);
    return leg !== undefined && isOpen(leg);
  });
  if (open) return;
  list.status = 'ALL_DONE';
  list.at = now;
  state.changes.lists.add(list);
}
