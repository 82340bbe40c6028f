import type { OrderId } from '../../domain/ids.ts';
import { foreignOrderId } from '../orders/findOrder.ts';

/** The instance of an order's approval; the swap's own is the order's id. */
export function approvalId(order: OrderId): OrderId {
  return foreignOrderId(`approve ${order}`);
}

/** The instance that takes back what an order's approval has left; `attempt` counts from 0. */
export function revocationId(order: OrderId, attempt: number): OrderId {
  return foreignOrderId(`revoke ${order} ${attempt}`);
}
