import type { OrderView } from '../../../domain/views.ts';
import type { BadgeLook } from '../ui/Badge.tsx';

/** How loud an order's status is. */
export function orderBadge(order: OrderView): BadgeLook {
  const loud = ['rejected', 'unknown', 'quarantined', 'notAccepted', 'lapsed', 'writtenOff'];
  if (loud.includes(order.status)) return 'danger';
  return order.status === 'filled' ? 'good' : 'plain';
}
