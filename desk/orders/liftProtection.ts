import { deskActor } from '../../domain/actor.ts';
import { decimal } from '../../domain/decimal.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { Position } from '../../domain/Position.ts';
import { pause } from '../../domain/pause.ts';
import type { Desk } from '../Desk.ts';
import { type OrderState, orderAddress } from '../machineStates.ts';
import { cancelAtVenue } from './cancelAtVenue.ts';
import { listOpenOrders } from './listOrderStates.ts';

const patienceMs = 5_000;
const pauseMs = 100;

/**
 * Cancels the protections that hold what an exit is about to sell: on spot a live stop locks what it protects.
 * Answers whether none is left in the way. What the exit leaves over is protected again meanwhile.
 */
export async function liftProtection(desk: Desk, exit: OrderIntent): Promise<boolean> {
  const began = desk.clock.now();
  for (;;) {
    const open = await desk.runtime.transact(desk.account, async (unit) => {
      const position = await unit.repositories.positions.get(desk.account, exit.instrument);
      const protections = inTheWay(exit, position, await listOpenOrders(desk, unit.repositories));
      for (const { order, status } of protections) {
        if (status === 'pendingCancel' || status === 'pendingReplace') continue;
        // One of which it is not known whether it arrived keeps the wish.
        if (order.cancelRequestedAt !== null) continue;
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
    const waitedMs = desk.clock.now() - began;
    // Less than nothing: the clock was set back, and nobody knows how long it has been.
    if (waitedMs > patienceMs || waitedMs < 0) return false;
    for (const { order } of open) {
      await cancelAtVenue(desk, { order: order.intent.id }).catch((cause: unknown) =>
        desk.log.warn(
          { order: order.intent.id, cause: String(cause) },
          'A protection could not be cancelled yet',
        ),
      );
    }
    await pause(desk.clock, pauseMs);
  }
}

/** The protections for which the position has no room beside the exit. A person looks after a quarantined one. */
function inTheWay(
  exit: OrderIntent,
  position: Position | undefined,
  open: readonly OrderState[],
): OrderState[] {
  let room = decimal(position?.quantity ?? '0').minus(decimal(exit.quantity));
  return open.filter(({ order: { intent }, status }) => {
    if (intent.instrument !== exit.instrument || intent.role !== 'protection') return false;
    if (status === 'quarantined') return false;
    room = room.minus(decimal(intent.quantity));
    return room.lt(0);
  });
}
