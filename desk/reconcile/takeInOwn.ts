import type { VenueFill } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import { orderIdOf } from '../orders/clientOrderId.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { bookFill } from '../recordFill.ts';
import { startAdopted, toIntent } from './takeInForeign.ts';

/**
 * Books executions of orders that bear the desk's own name while the books do not have them: the kill switch of a
 * process elsewhere sold without the database, or the database is an older copy. Answers those that it could not book,
 * since they are somebody else's or the venue does not know their order.
 *
 * @throws VenueError when the venue could not be asked.
 */
export async function takeInOwn(desk: Desk, fills: readonly VenueFill[]): Promise<VenueFill[]> {
  const booked = new Set<VenueFill>();
  for (const name of new Set(fills.map(({ clientOrderId }) => clientOrderId))) {
    const own = fills.filter(({ clientOrderId }) => clientOrderId === name);
    const [first] = own;
    if (!first || !orderIdOf(name)) continue;
    const ref = { instrument: first.instrument, clientOrderId: String(name), type: 'limit' } as const;
    const report = await desk.venue.fetchOrder(ref);
    if (report === 'absent') continue;
    await desk.runtime.transact(desk.account, async (unit) => {
      const intent = toIntent(desk, report, unit.now);
      if (!intent || (await unit.get(orderAddress(intent.id)))) return;
      await startAdopted(unit, intent, report);
      for (const fill of own) await bookFill(desk, unit, fill);
      raiseAlertIn(unit, {
        severity: 'warning',
        code: 'order.unrecorded',
        subject: intent.id,
        message: `${desk.venue.label} executed ${intent.id} (${intent.side} ${report.filled} ${intent.instrument}), an order of this desk that its books did not have: a kill switch elsewhere worked without the database, or the database is an older copy. It is booked now, and stops follow.`,
      });
    });
    for (const fill of own) booked.add(fill);
  }
  return fills.filter((fill) => !booked.has(fill));
}
