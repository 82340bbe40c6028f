import type { OrderIntent, OrderStatus } from '../../domain/Order.ts';
import { orderTotals } from '../../machines/order/orderTotals.ts';
import type { OrderRow } from '../../machines/risk/sums/OrderRow.ts';
import type { OrderState } from '../machineStates.ts';

/** An order as the gate's sums take it. */
export function toOrderRow({ order, status }: OrderState): OrderRow {
  const { intent } = order;
  return {
    id: intent.id,
    instrument: intent.instrument,
    venue: intent.venue,
    proposer: intent.proposer ?? null,
    proposal: intent.proposal,
    role: intent.role,
    status,
    side: intent.side,
    createdAt: intent.createdAt,
    quantity: intent.quantity,
    filled: orderTotals(order.fills).filled,
    price: intent.price ?? intent.triggerPrice ?? undefined,
    restingPrice: restingPrice(intent, status),
  };
}

/** A stop is not in the book before it is triggered; of an OCO the profit leg is, all the time. */
function restingPrice(intent: OrderIntent, status: OrderStatus): string | undefined {
  const { type, price, triggerPrice, targetPrice } = intent;
  switch (type) {
    case 'market':
    case 'limit':
    case 'postOnly':
      return price ?? undefined;
    case 'oco':
      return targetPrice ?? triggered(status, price ?? triggerPrice);
    case 'stop':
    case 'stopLimit':
    case 'takeProfit':
      return triggered(status, price ?? triggerPrice);
  }
}

function triggered(status: OrderStatus, price: string | null): string | undefined {
  return status === 'triggered' ? (price ?? undefined) : undefined;
}
