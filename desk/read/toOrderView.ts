import { openOrderStatuses } from '../../domain/Order.ts';
import type { OrderView } from '../../domain/views.ts';
import { orderTotals } from '../../machines/order/orderTotals.ts';
import type { OrderState } from '../machineStates.ts';

/** Shows an order with the sums over its fills. */
export function toOrderView({ order, status }: OrderState): OrderView {
  const { intent } = order;
  const totals = orderTotals(order.fills);
  return {
    id: intent.id,
    clientOrderId: intent.clientOrderId,
    venueOrderId: order.venueOrderId,
    proposal: intent.proposal,
    instrument: intent.instrument,
    role: intent.role,
    side: intent.side,
    type: intent.type,
    quantity: intent.quantity,
    price: intent.price,
    triggerPrice: intent.triggerPrice,
    targetPrice: intent.targetPrice,
    timeInForce: intent.timeInForce,
    status,
    open: openOrderStatuses.has(status),
    filled: totals.filled,
    averagePrice: totals.averagePrice,
    fees: totals.fees,
    reason: order.reason,
    createdAt: intent.createdAt,
    updatedAt: order.updatedAt,
    fills: order.fills,
  };
}
