import { deskActor } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import type { InstrumentId, OrderId } from '../domain/ids.ts';
import { openOrderStatuses } from '../domain/Order.ts';
import { pause } from '../domain/pause.ts';
import type { Desk } from './Desk.ts';
import { asOrder, guardianAddress, orderAddress } from './machineStates.ts';
import { orderIdOf } from './orders/clientOrderId.ts';
import { listOpenOrders, listOrderStates } from './orders/listOrderStates.ts';
import { recordReport } from './orders/recordReport.ts';
import { raiseAlertIn } from './raiseAlert.ts';
import { recordFill } from './recordFill.ts';
import { totalOf } from './risk/equityOf.ts';

const marginMs = 60_000;
const betweenLooksMs = 1_000;
/** Longer than any send takes: whoever is still sending then has missed how it ended. */
const stuckMs = 60_000;

/** What a reconciliation found. `differences` are sentences for a person; empty when books and venue agree. */
export type Reconciliation = { fills: number; orders: number; foreignOrders: number; differences: string[] };

/**
 * Compares orders, executions and balances with the venue and books what was missed. Executions come first, then
 * what the venue says of each order, so that an order is never closed before its fills are in.
 * At a start, orders found half-sent become `unknown`; nothing new goes out until this has run through once.
 *
 * @throws VenueError when the venue could not be asked; nothing is taken as absent then.
 */
export async function reconcile(desk: Desk, params: { atStart: boolean }): Promise<Reconciliation> {
  await markHalfSent(desk, params.atStart);
  const open = await listOpenOrders(desk, desk.database.read);
  const fills = await bookMissedFills(
    desk,
    open.map(({ order }) => order.intent.createdAt),
  );
  const { foreign } = await readOpenOrders(desk);
  for (const { order, status } of open) {
    if (status === 'intended' || status === 'sending' || status === 'unknown') continue;
    const report = await desk.venue.fetchOrder(order.intent);
    if (report !== 'absent') await recordReport(desk, report);
    else await missing(desk, order.intent.id);
  }
  let differences = await compareHoldings(desk);
  if (differences.length > 0) {
    // A fill that came in between the two readings makes one for a moment.
    await pause(desk.clock, betweenLooksMs);
    differences = await compareHoldings(desk);
  }
  await tellGuardian(desk, differences);
  return { fills, orders: open.length, foreignOrders: foreign, differences };
}

/** At a start everything half-sent is of a process that ended; later only what has been it for too long. */
async function markHalfSent(desk: Desk, atStart: boolean): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const { order } of await listOrderStates(desk, unit.repositories, { states: ['sending'] })) {
      if (!atStart && unit.now - order.updatedAt < stuckMs) continue;
      const event = atStart
        ? { type: 'restart.found', at: unit.now }
        : { type: 'send.becameAmbiguous', reason: 'How the send ended was not booked.', at: unit.now };
      await unit.tell(orderAddress(order.intent.id), event, deskActor);
    }
  });
}

async function bookMissedFills(desk: Desk, openSince: readonly number[]): Promise<number> {
  let booked = 0;
  for (const instrument of desk.market.instruments.keys()) {
    const since = await fillsKnownUntil(desk, instrument, openSince);
    if (since === undefined) continue;
    for (const fill of await desk.venue.fetchFills(instrument, since - marginMs)) {
      if ((await recordFill(desk, fill)) === 'booked') booked += 1;
    }
  }
  return booked;
}

/** From when executions have to be asked for: the oldest order that is still open, or the last fill known. */
async function fillsKnownUntil(
  desk: Desk,
  instrument: InstrumentId,
  openSince: readonly number[],
): Promise<number | undefined> {
  const [last] = await desk.database.read.fills.list({ account: desk.account, instrument, limit: 1 });
  const candidates = [...openSince, ...(last ? [last.at] : [])];
  return candidates.length > 0 ? Math.min(...candidates) : undefined;
}

async function readOpenOrders(desk: Desk): Promise<{ foreign: number }> {
  let foreign = 0;
  for (const report of await desk.venue.fetchOpenOrders()) {
    if (orderIdOf(report.clientOrderId) && (await recordReport(desk, report))) continue;
    foreign += 1;
  }
  return { foreign };
}

/** An order that the venue had taken and now does not know. Its exposure stays reserved until a person looks. */
async function missing(desk: Desk, id: OrderId): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(orderAddress(id));
    // It may have ended while the venue was being asked.
    if (!stored || !openOrderStatuses.has(asOrder(stored).status)) return;
    const reason = 'The venue took this order and now does not know it.';
    const after = await unit.tell(
      orderAddress(id),
      { type: 'fill.conflicted', reason, at: unit.now },
      deskActor,
    );
    if (!after.handled) return;
    desk.log.error({ order: id }, 'The venue does not know an order that it had taken');
    raiseAlertIn(unit, {
      severity: 'critical',
      code: 'order.missing',
      subject: id,
      message: `${desk.venue.label} took ${id} and now does not know it. Its exposure stays reserved. Compare it with the venue's own history.`,
    });
  });
}

async function compareHoldings(desk: Desk): Promise<string[]> {
  const balances = await desk.venue.fetchBalances();
  desk.balances.set(balances, desk.clock.now());
  const differences: string[] = [];
  for (const position of await desk.database.read.positions.list(desk.account)) {
    const instrument = desk.market.instruments.get(position.instrument);
    if (!instrument) continue;
    const held = totalOf(balances, instrument.base);
    const missingQuantity = decimal(position.quantity).minus(held);
    if (missingQuantity.gte(decimal(instrument.quantityStep))) {
      differences.push(
        `The books say ${position.quantity} ${instrument.base}, ${desk.venue.label} says ${held}: ${missingQuantity} are not there.`,
      );
    }
  }
  return differences;
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
      message: `${detail} Nothing goes out but cancels, stops and the kill until both agree. Compare with the venue's own history.`,
    });
  });
}
