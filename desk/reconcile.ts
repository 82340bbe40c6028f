import { deskActor } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import type { InstrumentId } from '../domain/ids.ts';
import { VenueError } from '../venues/VenueError.ts';
import type { Desk } from './Desk.ts';
import { orderAddress } from './machineStates.ts';
import { orderIdOf } from './orders/clientOrderId.ts';
import { listOpenOrders, listOrderStates } from './orders/listOrderStates.ts';
import { recordReport } from './orders/recordReport.ts';
import { raiseAlert } from './raiseAlert.ts';
import { recordFill } from './recordFill.ts';
import { totalOf } from './risk/equityOf.ts';

const marginMs = 60_000;

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
  if (params.atStart) await markHalfSent(desk);
  const open = await listOpenOrders(desk, desk.database.read);
  const fills = await bookMissedFills(
    desk,
    open.map(({ order }) => order.intent.createdAt),
  );
  const { foreign } = await readOpenOrders(desk);
  for (const { order, status } of open) {
    if (status === 'intended' || status === 'unknown') continue;
    const report = await desk.venue.fetchOrder(order.intent);
    if (report !== 'absent') await recordReport(desk, report);
    else await missing(desk, order.intent.id);
  }
  const balances = await desk.venue.fetchBalances();
  desk.balances.set(balances, desk.clock.now());
  const differences = await compareHoldings(desk);
  return { fills, orders: open.length, foreignOrders: foreign, differences };
}

async function markHalfSent(desk: Desk): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const { order } of await listOrderStates(desk, unit.repositories, { states: ['sending'] })) {
      await unit.tell(orderAddress(order.intent.id), { type: 'restart.found', at: unit.now }, deskActor);
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
async function missing(desk: Desk, id: Parameters<typeof orderAddress>[0]): Promise<void> {
  desk.log.error({ order: id }, 'The venue does not know an order that it had taken');
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(
      orderAddress(id),
      {
        type: 'fill.conflicted',
        reason: 'The venue took this order and now does not know it.',
        at: unit.now,
      },
      deskActor,
    ),
  );
  await raiseAlert(desk, {
    severity: 'critical',
    code: 'order.missing',
    subject: id,
    message: `${desk.venue.label} took ${id} and now does not know it. Its exposure stays reserved. Compare it with the venue's own history.`,
  });
}

async function compareHoldings(desk: Desk): Promise<string[]> {
  const latest = desk.balances.latest;
  if (!latest) throw new VenueError('balances.unknown', 'The venue has not reported balances.');
  const differences: string[] = [];
  for (const position of await desk.database.read.positions.list(desk.account)) {
    const instrument = desk.market.instruments.get(position.instrument);
    if (!instrument) continue;
    const held = totalOf(latest.balances, instrument.base);
    const missingQuantity = decimal(position.quantity).minus(held);
    if (missingQuantity.gte(decimal(instrument.quantityStep))) {
      differences.push(
        `The books say ${position.quantity} ${instrument.base}, ${desk.venue.label} says ${held}: ${missingQuantity} are not there.`,
      );
    }
  }
  return differences;
}
