import type { OrderId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { recordFill } from '../recordFill.ts';
import { recordReport } from './recordReport.ts';

const marginMs = 60_000;

/** Fetches and books the executions of one order, then what the venue says of it: fills first, so that sums agree. */
export async function fetchOrderFills(desk: Desk, params: { order: OrderId }): Promise<void> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(orderAddress(params.order)));
  if (!stored) return;
  const { intent } = asOrder(stored).order;
  const fills = await desk.venue.fetchFills(intent.instrument, intent.createdAt - marginMs);
  for (const fill of fills.filter((candidate) => candidate.clientOrderId === intent.clientOrderId)) {
    await recordFill(desk, fill);
  }
  const report = await desk.venue.fetchOrder(intent);
  if (report !== 'absent') await recordReport(desk, report);
}
