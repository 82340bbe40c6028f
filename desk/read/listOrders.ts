import { openOrderStatuses } from '../../domain/Order.ts';
import type { OrderView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';
import { toOrderView } from './toOrderView.ts';

/** Orders, newest first; only those that may still trade with `open`. */
export async function listOrders(
  desk: Desk,
  filter: { open?: boolean; limit?: number } = {},
): Promise<OrderView[]> {
  const states = await listOrderStates(desk, desk.database.read, {
    limit: filter.limit ?? 200,
    ...(filter.open && { states: [...openOrderStatuses] }),
  });
  return states.map(toOrderView);
}
