import type { Repositories } from '../../db/Repositories.ts';
import { openOrderStatuses } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, fromRecord, type OrderState } from '../machineStates.ts';

/** Every order that may still trade, unknown ones included; newest first. */
export async function listOpenOrders(desk: Desk, repositories: Repositories): Promise<OrderState[]> {
  return listOrderStates(desk, repositories, { states: [...openOrderStatuses] });
}

/**
 * The same for what looks at them every second: from memory, and told once they are stored. Asking the database would
 * take longer than placing orders where there are thousands.
 */
export async function watchOpenOrders(desk: Desk): Promise<OrderState[]> {
  return desk.runtime.transact(desk.account, (unit) => listOpenOrders(desk, unit.repositories));
}

/** Orders of the account, newest first. */
export async function listOrderStates(
  desk: Desk,
  repositories: Repositories,
  filter: { states?: readonly string[]; limit?: number },
): Promise<OrderState[]> {
  const records = await repositories.machines.list({ account: desk.account, machine: 'order@1', ...filter });
  return records.map((record) => asOrder(fromRecord(record)));
}

/** Orders that were made after `since`, newest first. Asks for more until they reach far enough back. */
export async function listOrdersSince(
  desk: Desk,
  repositories: Repositories,
  since: number,
): Promise<OrderState[]> {
  for (let limit = 200; ; limit *= 4) {
    const orders = await listOrderStates(desk, repositories, { limit });
    const oldest = orders.at(-1);
    if (orders.length < limit || oldest === undefined || oldest.order.intent.createdAt <= since) {
      return orders.filter(({ order }) => order.intent.createdAt > since);
    }
  }
}
