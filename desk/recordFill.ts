import { deskActor } from '../domain/actor.ts';
import type { Fill } from '../domain/Fill.ts';
import type { OrderId } from '../domain/ids.ts';
import { applyFill, emptyPosition, isEarlier, type Position, positionOf } from '../domain/Position.ts';
import type { VenueFill } from '../venues/Venue.ts';
import type { Desk } from './Desk.ts';
import { orderAddress } from './machineStates.ts';
import { findOrder } from './orders/findOrder.ts';
import { isStopOut } from './orders/isStopOut.ts';
import type { Unit } from './Runtime.ts';
import { raiseAlertIn } from './raiseAlert.ts';

export type RecordFillResult = 'booked' | 'known' | 'conflict' | 'foreign';

/**
 * Books one execution: fill, order, position and journal in one transaction. The same fill again changes nothing;
 * the same id with other content quarantines the order.
 */
export async function recordFill(desk: Desk, venueFill: VenueFill): Promise<RecordFillResult> {
  return desk.runtime.transact(desk.account, (unit) => bookFill(desk, unit, venueFill));
}

/** The same, inside a unit of work. */
export async function bookFill(desk: Desk, unit: Unit, venueFill: VenueFill): Promise<RecordFillResult> {
  const found = await findOrder(unit, venueFill);
  if (!found) return 'foreign';
  const fill = toFill(desk, venueFill, found.order.intent.id);
  const { account, instrument, at } = fill;
  const since = await unit.repositories.fills.list({ account, instrument, since: at });
  const inserted = await unit.repositories.fills.insert(fill);
  if (inserted === 'same') return 'known';
  if (inserted === 'conflict') return quarantine(unit, fill);
  await unit.tell(orderAddress(fill.order), { type: 'fill.received', fill, at: unit.now }, deskActor);
  const before =
    (await unit.repositories.positions.get(account, instrument)) ?? emptyPosition(account, instrument);
  const isLate = since.some((other) => isEarlier(fill, other));
  const after = isLate ? await recount(unit, before) : applyFill(before, fill);
  await unit.repositories.positions.put(after);
  unit.journal({
    type: 'position.changed',
    subject: instrument,
    actor: deskActor,
    data: { fill: fill.id, order: fill.order, stopOut: isStopOut(found.order.intent, fill), before, after },
  });
  return 'booked';
}

/** A fill that comes late is booked at its place in time, or cost and profit would depend on how the lines were. */
async function recount(unit: Unit, { account, instrument }: Position): Promise<Position> {
  const fills = await unit.repositories.fills.list({ account, instrument });
  return positionOf(emptyPosition(account, instrument), fills);
}

async function quarantine(unit: Unit, fill: Fill): Promise<'conflict'> {
  const reason = `The venue reported fill ${fill.id} twice with different content.`;
  const after = await unit.tell(
    orderAddress(fill.order),
    { type: 'fill.conflicted', reason, at: unit.now },
    deskActor,
  );
  // A person has been told already of an order that is quarantined.
  if (!after.handled) return 'conflict';
  raiseAlertIn(unit, {
    severity: 'critical',
    code: 'fill.conflict',
    subject: fill.order,
    message: `${reason} The first one is booked. Compare ${fill.order} with the venue's own history before trading on.`,
  });
  return 'conflict';
}

function toFill(
  desk: Desk,
  { clientOrderId: _, venueOrderId: __, ...fill }: VenueFill,
  order: OrderId,
): Fill {
  return { ...fill, order, account: desk.account };
}
