import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import { pause } from '../../domain/pause.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { fetchOrderFills } from './fetchOrderFills.ts';
import { recordReport } from './recordReport.ts';

/** Longer than the validity window of any signed request that the desk makes, plus the venue's consistency delay. */
const silenceBeforeProofMs = 15_000;
const betweenLooksMs = 1_000;

/**
 * Asks the venue what became of an order whose send was ambiguous. Absence counts only after the request could no
 * longer have been accepted, and when two looks at the order, the open orders and the executions agree.
 * Answers when to ask again, or null when it is settled. Throws `VenueError` when the venue could not be asked.
 */
export async function resolveOrder(
  desk: Desk,
  params: { order: OrderId },
): Promise<{ againAt: number } | null> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(orderAddress(params.order)));
  if (!stored) return null;
  const { order, status } = asOrder(stored);
  if (status !== 'unknown') return null;
  const report = await desk.venue.fetchOrder(order.intent);
  if (report !== 'absent') {
    await recordReport(desk, report);
    await fetchOrderFills(desk, params);
    return null;
  }
  const provableAt = order.updatedAt + silenceBeforeProofMs;
  if (desk.clock.now() < provableAt) return { againAt: Math.min(provableAt, desk.clock.now() + 2_000) };
  if (!(await isAbsent(desk, order.intent))) return { againAt: desk.clock.now() + 2_000 };
  await pause(desk.clock, betweenLooksMs);
  if (!(await isAbsent(desk, order.intent))) return { againAt: desk.clock.now() + 2_000 };

  await desk.runtime.transact(desk.account, async (unit) => {
    const after = await unit.tell(
      orderAddress(params.order),
      { type: 'absence.proven', at: unit.now },
      deskActor,
    );
    if (!after.handled) return;
    raiseAlertIn(unit, {
      severity: 'info',
      code: 'order.notAccepted',
      subject: params.order,
      message: `${desk.venue.label} never took ${params.order}. Nothing was traded, and its exposure is free again.`,
    });
  });
  return null;
}

async function isAbsent(desk: Desk, intent: OrderIntent): Promise<boolean> {
  const [report, open, fills] = await Promise.all([
    desk.venue.fetchOrder(intent),
    desk.venue.fetchOpenOrders(),
    desk.venue.fetchFills(intent.instrument, intent.createdAt - 60_000),
  ]);
  return (
    report === 'absent' &&
    !open.some((candidate) => candidate.clientOrderId === intent.clientOrderId) &&
    !fills.some((candidate) => candidate.clientOrderId === intent.clientOrderId)
  );
}
