import { deskActor } from '../../domain/actor.ts';
import type { OrderReport } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { killAddress, orderAddress } from '../machineStates.ts';
import { orderIdOf } from '../orders/clientOrderId.ts';
import { listOpenOrders } from '../orders/listOrderStates.ts';
import { recordReport } from '../orders/recordReport.ts';

/**
 * Cancels every open order at the venue that could open or add to a position, by the venue's own list. Protective
 * stops and exits stay. Throws `VenueError` when the venue could not be asked; then it is tried again.
 */
export async function cancelEntries(desk: Desk): Promise<void> {
  const reports = (await desk.venue.fetchOpenOrders()).filter((report) => report.side === 'buy');
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const { order, status } of await listOpenOrders(desk, unit.repositories)) {
      if (order.intent.role !== 'entry' || status === 'pendingCancel') continue;
      const reason = 'The kill switch cancels entries.';
      await unit.tell(
        orderAddress(order.intent.id),
        { type: 'cancel.requested', reason, at: unit.now },
        deskActor,
      );
    }
  });
  const lines: string[] = [];
  for (const report of reports) lines.push(await cancelOne(desk, report));
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(
      killAddress(desk.account),
      {
        type: 'entries.cancelled',
        report: lines.length > 0 ? lines : [`${desk.venue.label} had no open entry orders.`],
        at: unit.now,
      },
      deskActor,
    ),
  );
}

async function cancelOne(desk: Desk, report: OrderReport): Promise<string> {
  await desk.venue.cancelOrder(report);
  const after = await desk.venue.fetchOrder(report);
  if (after !== 'absent') await recordReport(desk, after);
  const name = orderIdOf(report.clientOrderId) ?? `order ${report.clientOrderId} of another client`;
  const state = after === 'absent' ? 'is not known any more' : `is ${after.status}`;
  return `${name} (buy ${report.quantity} ${report.instrument}) ${state}.`;
}
