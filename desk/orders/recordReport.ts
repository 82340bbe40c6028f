import { deskActor } from '../../domain/actor.ts';
import type { OrderReport } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import { orderIdOf } from './clientOrderId.ts';

/** Books what the venue says of an order of ours. Answers whether the order is ours. */
export async function recordReport(desk: Desk, report: OrderReport): Promise<boolean> {
  const id = orderIdOf(report.clientOrderId);
  if (!id) return false;
  return desk.runtime.transact(desk.account, async (unit) => {
    if (!(await unit.get(orderAddress(id)))) return false;
    const word = { status: report.status, venueOrderId: report.venueOrderId, filled: report.filled };
    await unit.tell(orderAddress(id), { type: 'venue.reported', word, at: unit.now }, deskActor);
    return true;
  });
}
