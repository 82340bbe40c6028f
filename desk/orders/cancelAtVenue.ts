import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderStatus } from '../../domain/Order.ts';
import { restingStatuses } from '../../machines/order/OrderEvent.ts';
import { cancelOnChain } from '../chain/cancelOnChain.ts';
import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { recordReport } from './recordReport.ts';

/** A quarantined order is cancelled too when somebody asks; that a person has to look at it stays. */
const waiting: ReadonlySet<OrderStatus> = new Set([
  'pendingCancel',
  'pendingReplace',
  'quarantined',
] as const);

/** What a venue says about an order that it has just cancelled may be this old; asking again does no harm. */
const againMs = 1_000;

/**
 * Asks the venue to cancel an order that waits for it, and books what became of it. Not done until the venue shows the
 * order gone: an acknowledged cancel that it does not carry out is asked for again. Throws `VenueError` when the venue
 * could not be asked; then it is tried again.
 */
export async function cancelAtVenue(desk: Desk, params: { order: OrderId }): Promise<EffectResult> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(orderAddress(params.order)));
  if (!stored) return null;
  const { order, status } = asOrder(stored);
  if (!waiting.has(status)) return null;
  if (desk.dex) {
    await cancelOnChain(desk, params);
    return null;
  }
  await desk.venue.cancelOrder(order.intent);
  const report = await desk.venue.fetchOrder(order.intent);
  if (report !== 'absent') {
    await recordReport(desk, report);
    return restingStatuses.includes(report.status) ? { againAt: desk.clock.now() + againMs } : null;
  }
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(
      orderAddress(params.order),
      { type: 'cancel.refused', reason: 'The venue does not know this order any more.', at: unit.now },
      deskActor,
    ),
  );
  return null;
}
