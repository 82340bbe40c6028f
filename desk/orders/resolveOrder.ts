import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import { pause } from '../../domain/pause.ts';
import type { OrderReport, VenueFill } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, type OrderState, orderAddress } from '../machineStates.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { recordFill } from '../recordFill.ts';
import { executionsSince } from './executionsSince.ts';
import { recordReport } from './recordReport.ts';

const soonestMs = 2_000;
const latestMs = 60_000;

/** What the venue shows of an order: its word, and executions. */
type Trace = { report: OrderReport | undefined; fills: VenueFill[] };

/**
 * Asks the venue what became of an order whose send was ambiguous. Absence counts only once the signed request can no
 * longer be taken, by the venue's own clock, and the order may no longer be missing from its answers: then two looks at
 * open orders, closed orders and executions have to agree. A venue that enforces no window proves nothing by silence.
 * Answers when to ask again, or null when it is settled. Throws `VenueError` when the venue could not be asked.
 */
export async function resolveOrder(
  desk: Desk,
  params: { order: OrderId },
): Promise<{ againAt: number } | null> {
  const unknown = await readUnknown(desk, params.order);
  if (!unknown) return null;
  const { intent } = unknown.order;
  const { requestWindowMs, consistencyDelayMs } = desk.venue.warrants;
  // Asked before the venue is looked at, so that the window is never counted from too early.
  const venueTime = await desk.venue.fetchTime();
  const askedSince = unknown.order.askedSince ?? (await noteFirstQuestion(desk, params.order, venueTime));
  if (await bookTrace(desk, await look(desk, intent))) return null;

  const waited = venueTime - askedSince;
  const later = { againAt: desk.clock.now() + Math.min(latestMs, Math.max(soonestMs, waited / 10)) };
  if (requestWindowMs === null) return later;
  const left = requestWindowMs + consistencyDelayMs - waited;
  if (left > 0) return { againAt: desk.clock.now() + Math.min(soonestMs, left) };
  await pause(desk.clock, consistencyDelayMs);
  if (await bookTrace(desk, await look(desk, intent))) return null;

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

async function readUnknown(desk: Desk, order: OrderId): Promise<OrderState | undefined> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(orderAddress(order)));
  const state = stored && asOrder(stored);
  return state?.status === 'unknown' ? state : undefined;
}

/** Writes down, by the venue's clock, from when on the request was certainly under way or lost. */
async function noteFirstQuestion(desk: Desk, order: OrderId, venueTime: number): Promise<number> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const event = { type: 'resolution.began', venueTime, at: unit.now };
    const after = await unit.tell(orderAddress(order), event, deskActor);
    if (!after.handled || desk.venue.warrants.requestWindowMs !== null) return;
    raiseAlertIn(unit, {
      severity: 'critical',
      code: 'order.unprovable',
      subject: order,
      message: `${desk.venue.label} sets no time after which it would refuse ${order}, so the desk can never be sure that it was lost and never sends it again. Its exposure stays reserved. Compare it with the venue's own history.`,
    });
  });
  return venueTime;
}

async function look(desk: Desk, intent: OrderIntent): Promise<Trace> {
  const { venue } = desk;
  const [report, open, fills] = await Promise.all([
    venue.fetchOrder(intent),
    venue.fetchOpenOrders(),
    venue.fetchFills(intent.instrument, executionsSince(desk, intent)),
  ]);
  const isIt = (candidate: { clientOrderId: string | null }) =>
    candidate.clientOrderId === intent.clientOrderId;
  return { report: report === 'absent' ? open.find(isIt) : report, fills: fills.filter(isIt) };
}

/** Books what there is, executions first, so that sums agree. Answers whether there was anything. */
async function bookTrace(desk: Desk, { report, fills }: Trace): Promise<boolean> {
  for (const fill of fills) await recordFill(desk, fill);
  if (report) await recordReport(desk, report);
  return report !== undefined || fills.length > 0;
}
