import type { OrderId } from '../../domain/ids.ts';
import type { OrderView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, orderAddress } from '../machineStates.ts';
import { toOrderView } from './toOrderView.ts';
import { unitForReads } from './unitForReads.ts';

/** One order as it stands; undefined when there is none with this id. */
export async function readOrder(desk: Desk, id: OrderId): Promise<OrderView | undefined> {
  const stored = await unitForReads(desk).get(orderAddress(id));
  return stored && toOrderView(asOrder(stored));
}
