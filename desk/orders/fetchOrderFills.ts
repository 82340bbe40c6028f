import { decimal, sum } from '../../domain/decimal.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { recordFill } from '../recordFill.ts';
import { executionsSince } from './executionsSince.ts';
import { recordReport } from './recordReport.ts';

const fillsLateMs = 1_000;

/**
 * Fetches and books the executions of one order, then what the venue says of it: fills first, so that sums agree.
 * Answers when to ask again while the venue says that more was filled than it lists, otherwise null.
 *
 * @throws VenueError when the venue could not be asked.
 */
export async function fetchOrderFills(
  desk: Desk,
  params: { order: OrderId },
): Promise<{ againAt: number } | null> {
  const read = () => desk.runtime.transact(desk.account, (unit) => unit.get(orderAddress(params.order)));
  const stored = await read();
  if (!stored) return null;
  const { intent } = asOrder(stored).order;
  const fills = await desk.venue.fetchFills(intent.instrument, executionsSince(desk, intent));
  for (const fill of fills.filter((candidate) => candidate.clientOrderId === intent.clientOrderId)) {
    await recordFill(desk, fill);
  }
  const report = await desk.venue.fetchOrder(intent);
  if (report === 'absent') return null;
  const booked = sum(asOrder((await read()) ?? stored).order.fills.map((fill) => fill.quantity));
  if (booked.lt(decimal(report.filled))) return { againAt: desk.clock.now() + fillsLateMs };
  await recordReport(desk, report);
  return null;
}
