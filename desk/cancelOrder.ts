import type { Actor } from '../domain/actor.ts';
import type { OrderId } from '../domain/ids.ts';
import type { OrderView } from '../domain/views.ts';
import type { Desk } from './Desk.ts';
import { asOrder, orderAddress } from './machineStates.ts';
import { toOrderView } from './read/toOrderView.ts';

export type CancelResult =
  | { kind: 'requested'; order: OrderView }
  | { kind: 'notFound' }
  | { kind: 'conflict'; message: string; order: OrderView };

/**
 * Asks for an order to be cancelled. Needs no model and no gate. A protective stop is refused: it goes only when
 * its position does, or when it is replaced.
 */
export async function cancelOrder(
  desk: Desk,
  params: { order: OrderId; actor: Actor; reason?: string },
): Promise<CancelResult> {
  return desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(orderAddress(params.order));
    if (!stored) return { kind: 'notFound' };
    const before = asOrder(stored);
    if (before.order.intent.role === 'protection') {
      const message = `${params.order} protects an open position and stays as long as it does. Close the position instead.`;
      return { kind: 'conflict', message, order: toOrderView(before) };
    }
    const reason = params.reason ?? `cancelled by ${params.actor.id}`;
    const after = await unit.tell(
      orderAddress(params.order),
      { type: 'cancel.requested', reason, at: unit.now },
      params.actor,
    );
    return after.handled
      ? { kind: 'requested', order: toOrderView(asOrder(after)) }
      : {
          kind: 'conflict',
          message: `${params.order} is ${before.status}; there is nothing to cancel.`,
          order: toOrderView(before),
        };
  });
}
