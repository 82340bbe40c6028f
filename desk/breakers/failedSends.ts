import type { OrderStatus } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';
import { clearedAt } from './clearedAt.ts';

const failed: readonly OrderStatus[] = ['rejected', 'unknown', 'notAccepted'];

/**
 * How many orders of the limits' window the venue rejected, or left open whether it took them, since a person last
 * cleared such a row of failures.
 */
export async function failedSends(desk: Desk): Promise<number> {
  const { failedSendWindowSeconds, maxFailedSends } = desk.limits;
  const { read } = desk.database;
  const since = Math.max(
    desk.clock.now() - failedSendWindowSeconds * 1000,
    await clearedAt(desk, read, 'errorRate'),
  );
  const orders = await listOrderStates(desk, read, { states: failed, limit: maxFailedSends + 1 });
  return orders.filter(({ order }) => order.intent.createdAt > since).length;
}
