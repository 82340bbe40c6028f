import type { OrderIntent } from '../domain/Order.ts';
import type { MayLeave } from '../venues/Venue.ts';
import type { Desk } from './Desk.ts';
import { readLatch } from './risk/readTradingState.ts';

/**
 * What is asked right before an order leaves, when it is signed already: the account's epoch in the database, and then
 * the order's deadline and the kill latch. A database that cannot be asked keeps everything back.
 */
export function lastLook(desk: Desk, order: Pick<OrderIntent, 'id' | 'role' | 'sendBefore'>): MayLeave {
  return async () => {
    const withheld = await askOwnership(desk).catch((cause: unknown) => {
      desk.log.warn(
        { order: order.id, cause: String(cause) },
        'The lease could not be checked before a send',
      );
      return 'The database could not be asked whether this process still owns the account, so it was not sent.';
    });
    if (withheld !== undefined) return withheld;
    // The process may have stood still since the order was cleared.
    if (desk.clock.now() > order.sendBefore)
      return 'It was not sent in time. The price may be another by now.';
    // Last, since it takes no time: nothing can happen between it and the send.
    const killed = readLatch(desk);
    return killed && order.role === 'entry'
      ? `The kill switch (${killed}) was set before the order left.`
      : undefined;
  };
}

/** The lease has to outlast the time in which the venue would still take the request. */
async function askOwnership(desk: Desk): Promise<string | undefined> {
  return desk.runtime.mayLeave(desk.account, desk.venue.warrants.requestWindowMs ?? 0);
}
