import type { OrderId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';
import { chainAddress } from './chainStates.ts';
import { tellChain } from './tellChain.ts';

/**
 * Asks for an order's swap to be cancelled: at once where it has not left, otherwise by a transaction that uses its
 * nonce up. It may still trade until a final block says otherwise; then its order hears of it.
 */
export async function cancelOnChain(desk: Desk, params: { order: OrderId }): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    if (!(await unit.get(chainAddress(params.order)))) return;
    const reason = 'The order was to be cancelled.';
    await tellChain(desk, unit, params.order, { type: 'cancel.requested', reason, at: unit.now });
  });
}
