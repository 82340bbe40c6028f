import type { Actor } from '../domain/actor.ts';
import type { OrderId } from '../domain/ids.ts';
import type { OrderView } from '../domain/views.ts';
import { restingStatuses } from '../machines/order/OrderEvent.ts';
import type { OrderReport } from '../venues/Venue.ts';
import type { Desk } from './Desk.ts';
import { asOrder, type OrderState, orderAddress } from './machineStates.ts';
import { executionsSince } from './orders/executionsSince.ts';
import { toOrderView } from './read/toOrderView.ts';
import { unitForReads } from './read/unitForReads.ts';
import { recordFill } from './recordFill.ts';

/** `accept`: what the venue says now is the truth. `writeOff`: closed with the fills that are booked. */
export type QuarantineDecision = 'accept' | 'writeOff';

export type EndQuarantineResult =
  | { kind: 'ended'; order: OrderView }
  | { kind: 'notFound' }
  | { kind: 'conflict'; message: string; order: OrderView }
  | { kind: 'forbidden'; message: string };

/**
 * Ends an order's quarantine by a person's word: the approver's, with a reason. The venue is asked first either way;
 * its executions are booked, and an order that it still holds cannot be written off.
 *
 * @throws VenueError when the venue could not be asked; nothing is changed then.
 */
export async function endQuarantine(
  desk: Desk,
  params: { order: OrderId; decision: QuarantineDecision; reason: string; actor: Actor },
): Promise<EndQuarantineResult> {
  const { order: id, decision, reason, actor } = params;
  if (actor.role !== 'approver') {
    return {
      kind: 'forbidden',
      message: 'Ending a quarantine takes the approver’s credential. The order stays as it is.',
    };
  }
  const before = await read(desk, id);
  if (!before) return { kind: 'notFound' };
  if (before.status !== 'quarantined') {
    const message = `${id} is ${before.status} and not quarantined; there is nothing to end.`;
    return { kind: 'conflict', message, order: toOrderView(before) };
  }
  const report = await askVenue(desk, before);
  const refused = refusal(desk, id, decision, report);
  if (refused)
    return { kind: 'conflict', message: refused, order: toOrderView((await read(desk, id)) ?? before) };

  return desk.runtime.transact(desk.account, async (unit) => {
    const said = { by: actor, reason, at: unit.now };
    const event =
      decision === 'accept' && report
        ? { type: 'quarantine.accepted', word: wordOf(report), ...said }
        : { type: 'quarantine.writtenOff', ...said };
    const after = await unit.tell(orderAddress(id), event, actor);
    const order = toOrderView(asOrder(after));
    if (after.handled) return { kind: 'ended', order };
    return { kind: 'conflict', message: `${id} was dealt with by somebody else meanwhile.`, order };
  });
}

async function read(desk: Desk, id: OrderId): Promise<OrderState | undefined> {
  const stored = await unitForReads(desk).get(orderAddress(id));
  return stored && asOrder(stored);
}

/** Books the order's executions and answers what the venue says of it; undefined where it does not know it. */
async function askVenue(desk: Desk, { order: { intent } }: OrderState): Promise<OrderReport | undefined> {
  for (const fill of await desk.venue.fetchFills(intent.instrument, executionsSince(desk, intent))) {
    if (fill.clientOrderId === intent.clientOrderId) await recordFill(desk, fill);
  }
  const report = await desk.venue.fetchOrder(intent);
  return report === 'absent' ? undefined : report;
}

function refusal(
  desk: Desk,
  id: OrderId,
  decision: QuarantineDecision,
  report: OrderReport | undefined,
): string | undefined {
  const { label } = desk.venue;
  if (decision === 'accept' && !report) {
    return `${label} does not know ${id}, so there is no word of it to accept. Compare its history, and write the order off if it is not there.`;
  }
  if (decision === 'writeOff' && report && restingStatuses.includes(report.status)) {
    return `${label} still holds ${id} (${report.status}), so it may trade yet and cannot be written off. Cancel it first, or accept what the venue says.`;
  }
  return undefined;
}

function wordOf({ status, venueOrderId, filled }: OrderReport) {
  return { status, venueOrderId, filled };
}
