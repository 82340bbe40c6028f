import { setTimeout as wait } from 'node:timers/promises';
import { deskActor } from '../../domain/actor.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import { cancelAtVenue } from './cancelAtVenue.ts';
import { listOpenOrders } from './listOrderStates.ts';

const patienceMs = 5_000;
const pauseMs = 100;

/**
 * Cancels the protections of the position that an exit is about to sell: on spot a live stop locks what it protects.
 * Answers whether none is left. What the exit leaves over is protected again afterwards.
 */
export async function liftProtection(desk: Desk, exit: OrderIntent): Promise<boolean> {
  const deadline = desk.clock.now() + patienceMs;
  for (;;) {
    const open = await desk.runtime.transact(desk.account, async (unit) => {
      const protections = (await listOpenOrders(desk, unit.repositories)).filter(
        ({ order }) => order.intent.instrument === exit.instrument && order.intent.role === 'protection',
      );
      for (const { order, status } of protections) {
        if (status === 'pendingCancel') continue;
        const reason = `${exit.proposal ?? exit.id} is about to sell what it protects`;
        await unit.tell(
          orderAddress(order.intent.id),
          { type: 'cancel.requested', reason, at: unit.now },
          deskActor,
        );
      }
      return protections;
    });
    if (open.length === 0) return true;
    if (desk.clock.now() > deadline) return false;
    for (const { order } of open) {
      await cancelAtVenue(desk, { order: order.intent.id }).catch((cause: unknown) =>
        desk.log.warn(
          { order: order.intent.id, cause: String(cause) },
          'A protection could not be cancelled yet',
        ),
      );
    }
    await wait(pauseMs);
  }
}
