import type { OrderView } from '../../../domain/views.ts';
import type { BadgeLook } from '../ui/Badge.tsx';

/** How loud an order's status is. */
export function orderBadge(order: OrderView): BadgeLook {
  if (['rejected', 'unknown', 'quarantined', 'notAccepted', 'lapsed'].includes(order.status)) return 'danger';
  return order.status === 'filled' ? 'good' : 'plain';
}
