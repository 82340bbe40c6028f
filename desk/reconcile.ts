import { deskActor } from '../domain/actor.ts';
import type { Desk } from './Desk.ts';
import { mergeKillFile } from './kill/mergeKillFile.ts';
import { guardianAddress, orderAddress } from './machineStates.ts';
import { listOpenOrders, listOrderStates } from './orders/listOrderStates.ts';
import { raiseAlertIn } from './raiseAlert.ts';
import { bookMissedFills } from './reconcile/bookMissedFills.ts';
import { compareHoldings } from './reconcile/compareHoldings.ts';
import type { HoldingDifference } from './reconcile/HoldingDifference.ts';
import { type Settled, settleOrders } from './reconcile/settleOrders.ts';
import { takeInForeign } from './reconcile/takeInForeign.ts';

/** Longer than any send takes: whoever is still sending then has missed how it ended. */
const stuckMs = 60_000;
/** Younger than this it may just be on its way through the stream. */
const overdueMs = 5_000;

/** What a reconciliation found. `differences` are sentences for a person; empty when books and venue agree. */
export type Reconciliation = { fills: number; orders: number; foreignOrders: number; differences: string[] };

/**
 * Compares orders, executions and holdings with the venue, books what was missed and tells of it. Executions come first,
 * then what the venue says of each order, so that an order is never closed before its fills are in; then orders that the
 * desk did not make; then what is held. At a start, orders found half-sent become `unknown`; nothing new goes out until
 * this has run through once.
 *
 * @throws VenueError when the venue could not be asked; nothing is taken as absent then.
 */
export async function reconcile(desk: Desk, params: { atStart: boolean }): Promise<Reconciliation> {
  const venueTime = await desk.venue.fetchTime();
  await markHalfSent(desk, params.atStart);
  const open = await listOpenOrders(desk, desk.database.read);
  const fills = await bookMissedFills(desk, open);
  const reports = await desk.venue.fetchOpenOrders();
  const settled = await settleOrders(desk, await listOpenOrders(desk, desk.database.read), reports);
  // The kill path may have sent one meanwhile.
  if (settled.foreign.length > 0) await mergeKillFile(desk);
  for (const report of settled.foreign) await takeInForeign(desk, report);
  const missing = await compareHoldings(desk);
  const isOverdue = ({ at }: { at: number }) => at < venueTime - overdueMs;
  await tellOfMissed(desk, {
    fills: fills.filter(isOverdue),
    orders: settled.news.filter(isOverdue),
    ...params,
  });
  const differences = missing.map((difference) => sentence(desk, difference));
  await tellGuardian(desk, differences);
  return { fills: fills.length, orders: open.length, foreignOrders: settled.foreign.length, differences };
}

/** At a start everything half-sent is of a process that ended; later only what has been it for too long. */
async function markHalfSent(desk: Desk, atStart: boolean): Promise<void> {
  const sending = await listOrderStates(desk, desk.database.read, { states: ['sending'] });
  if (sending.length === 0) return;
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const { order } of sending) {
      // One that is dated far ahead was booked by a clock that has been set back since.
      if (!atStart && Math.abs(unit.now - order.updatedAt) < stuckMs) continue;
      const event = atStart
        ? { type: 'restart.found', at: unit.now }
        : { type: 'send.becameAmbiguous', reason: 'How the send ended was not booked.', at: unit.now };
      await unit.tell(orderAddress(order.intent.id), event, deskActor);
    }
  });
}

/** What the venue's stream should have told of long ago. While the desk was down nobody could have heard it. */
async function tellOfMissed(
  desk: Desk,
  { fills, orders, atStart }: { fills: readonly unknown[]; orders: Settled['news']; atStart: boolean },
): Promise<void> {
  if (fills.length === 0 && orders.length === 0) return;
  await desk.runtime.transact(desk.account, async (unit) => {
    const when = atStart ? 'while the desk was down' : 'without its stream telling the desk';
    raiseAlertIn(unit, {
      severity: atStart ? 'info' : 'warning',
      code: 'reconciliation.missed',
      subject: desk.account,
      message: `${fills.length} executions and ${orders.length} changes of orders happened at ${desk.venue.label} ${when}. They are booked now, and stops follow; no money is unaccounted for.`,
    });
  });
}

function sentence(desk: Desk, { instrument, booked, held }: HoldingDifference): string {
  return `The books say ${booked} ${instrument.base}, ${desk.venue.label} says ${held}: ${booked.minus(held)} are not there.`;
}

/** Coins that the books have and the venue has not halt the desk until both agree. */
async function tellGuardian(desk: Desk, differences: readonly string[]): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const detail = differences.join(' ');
    const after = await unit.tell(
      guardianAddress(desk.account),
      differences.length > 0
        ? { type: 'cause.raised', cause: 'reconciliation', detail, at: unit.now }
        : { type: 'cause.cleared', cause: 'reconciliation', healthySince: unit.now, at: unit.now },
      deskActor,
    );
    if (!after.handled || differences.length === 0) return;
    raiseAlertIn(unit, {
      severity: 'critical',
      code: 'guardian.reconciliation',
      subject: desk.account,
      message: `${detail} Nothing goes out but cancels, stops and the kill until both agree. Compare with the venue's own history; coins that were moved on purpose are taken off the books by "countersign settle INSTRUMENT --accept".`,
    });
  });
}
