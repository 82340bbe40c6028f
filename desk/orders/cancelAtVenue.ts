import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderStatus } from '../../domain/Order.ts';
import { cancelOnChain } from '../chain/cancelOnChain.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { recordReport } from './recordReport.ts';

/** A quarantined order is cancelled too when somebody asks; that a person has to look at it stays. */
const waiting: ReadonlySet<OrderStatus> = new Set([
  'pendingCancel',
  'pendingReplace',
  'quarantined',
] as const);

/**
 * Asks the venue to cancel an order that waits for it, and books what became of it. Throws `VenueError` when the
 * venue could not be asked; then it is tried again.
 */
export async function cancelAtVenue(desk: Desk, params: { order: OrderId }): Promise<void> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(orderAddress(params.order)));
  if (!stored) return;
  const { order, status } = asOrder(stored);
  if (!waiting.has(status)) return;
  if (desk.dex) return cancelOnChain(desk, params);
  await desk.venue.cancelOrder(order.intent);
  const report = await desk.venue.fetchOrder(order.intent);
  if (report !== 'absent') {
    await recordReport(desk, report);
    return;
  }
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(
      orderAddress(params.order),
      { type: 'cancel.refused', reason: 'The venue does not know this order any more.', at: unit.now },
      deskActor,
    ),
  );
}
