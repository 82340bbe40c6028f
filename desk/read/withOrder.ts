import type { OrderView } from '../../domain/views.ts';
import { asOrder, orderAddress, type ProposalState } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { toOrderView } from './toOrderView.ts';

/** The order that a proposal led to, as it stands; null if there is none. */
export async function withOrder(
  unit: Pick<Unit, 'get'>,
  { proposal }: ProposalState,
): Promise<OrderView | null> {
  if (!proposal.order) return null;
  const order = await unit.get(orderAddress(proposal.order));
  return order ? toOrderView(asOrder(order)) : null;
}
