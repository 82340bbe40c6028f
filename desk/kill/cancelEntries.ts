import { deskActor } from '../../domain/actor.ts';
import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import { killAddress, orderAddress } from '../machineStates.ts';
import { listOpenOrders } from '../orders/listOrderStates.ts';
import { awaitStep } from './awaitStep.ts';

/**
 * Notes on every entry of the books that it is to be cancelled, so that one whose send is still under way is cancelled
 * as soon as the venue has it, and tells the kill machine when the entries at the venue are.
 */
export async function cancelEntries(desk: Desk): Promise<EffectResult> {
  await desk.runtime.transact(desk.account, async (unit) => {
    for (const { order, status } of await listOpenOrders(desk, unit.repositories)) {
      const asked = status === 'pendingCancel' || order.cancelRequestedAt !== null;
      if (order.intent.role !== 'entry' || asked) continue;
      const reason = 'The kill switch cancels entries.';
      await unit.tell(
        orderAddress(order.intent.id),
        { type: 'cancel.requested', reason, at: unit.now },
        deskActor,
      );
    }
  });
  return awaitStep(
    desk,
    ({ cancelled }) => cancelled,
    (unit, report) =>
      unit.tell(killAddress(desk.account), { type: 'entries.cancelled', report, at: unit.now }, deskActor),
  );
}
