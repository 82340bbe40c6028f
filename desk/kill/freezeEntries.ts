import { deskActor } from '../../domain/actor.ts';
import type { Desk } from '../Desk.ts';
import { killAddress, orderAddress } from '../machineStates.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';

/** Takes back every entry that has not left yet. The latch keeps new ones from leaving. */
export async function freezeEntries(desk: Desk): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const waiting = (await listOrderStates(desk, unit.repositories, { states: ['intended'] })).filter(
      ({ order }) => order.intent.role === 'entry',
    );
    for (const { order } of waiting) {
      await unit.tell(
        orderAddress(order.intent.id),
        { type: 'intent.lapsed', reason: 'The kill switch was set before it was sent.', at: unit.now },
        deskActor,
      );
    }
    await unit.tell(killAddress(desk.account), { type: 'entries.frozen', at: unit.now }, deskActor);
  });
}
