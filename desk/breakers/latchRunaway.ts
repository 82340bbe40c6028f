import type { OrderIntent } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';
import type { Unit } from '../Runtime.ts';
import { clearedAt } from './clearedAt.ts';
import { raiseCause } from './raiseCause.ts';

const minuteMs = 60_000;
const page = 500;

/** When the newest entries and exits of each running desk began to be sent, oldest first. */
const sends = new WeakMap<Desk, number[]>();

/**
 * Counts a send in the very transaction that begins it. The one that goes beyond what a minute may hold latches the
 * guardian there and is not sent: answers why, or undefined. Stops and the kill's own orders do not count.
 */
export async function latchRunaway(desk: Desk, unit: Unit, intent: OrderIntent): Promise<string | undefined> {
  if (intent.role !== 'entry' && intent.role !== 'exit') return undefined;
  const limit = desk.limits.runawayOrdersPerMinute;
  const since = unit.now - minuteMs;
  const recent = sends.get(desk) ?? (await readSends(desk, unit, since));
  sends.set(desk, recent);
  const old = recent.findIndex((at) => at > since);
  recent.splice(0, old < 0 ? recent.length : old);
  if (recent.length >= limit) {
    const cleared = await clearedAt(desk, unit.repositories, 'runaway');
    const counted = recent.filter((at) => at > Math.max(since, cleared));
    if (counted.length >= limit) {
      sends.set(desk, counted);
      const detail = `${counted.length + 1} orders within a minute (limit ${limit})`;
      await raiseCause(desk, unit, { cause: 'runaway', detail });
      return `This would be one of ${detail}. It was not sent.`;
    }
  }
  recent.push(unit.now);
  return undefined;
}

/** What was sent before this start. */
async function readSends(desk: Desk, unit: Unit, since: number): Promise<number[]> {
  const orders = await listOrderStates(desk, unit.repositories, { limit: page });
  return orders
    .filter(({ order: { intent, attempts } }) => attempts > 0 && ['entry', 'exit'].includes(intent.role))
    .map(({ order }) => order.intent.createdAt)
    .filter((at) => at > since)
    .toReversed();
}
