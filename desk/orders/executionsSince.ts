import type { OrderIntent } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';

/** Executions a little before the time from which they are asked for are looked at as well. */
const marginMs = 60_000;

/**
 * From when on the venue is asked for an order's executions (epoch ms, by the venue's clock). The machine's clock may
 * have been ahead when the order was made, or may have been set back since: the earlier of both readings is safe.
 */
export function executionsSince(desk: Desk, { createdAt }: Pick<OrderIntent, 'createdAt'>): number {
  return createdAt + Math.min(0, desk.venue.clockOffsetMs) - marginMs;
}
