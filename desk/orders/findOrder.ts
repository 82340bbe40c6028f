import { hashOf } from '../../domain/hash.ts';
import { type InstrumentId, type OrderId, orderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import { asOrder, type OrderState, orderAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { orderIdOf } from './clientOrderId.ts';

/** How the venue names an order, of ours or not. */
export type OrderName = { instrument: InstrumentId; clientOrderId: string | null };

/**
 * The id that an order has here: that of the intent behind it, or for one that the desk did not make, an id derived
 * from the venue's name for it, so that every start finds the same. Undefined where the venue gives no name.
 */
export function orderIdFor({ instrument, clientOrderId }: OrderName): OrderId | undefined {
  if (clientOrderId === null) return undefined;
  return orderIdOf(clientOrderId) ?? foreignOrderId(`${instrument} ${clientOrderId}`);
}

/** An order id for something that has no intent, by whatever names it. */
export function foreignOrderId(name: string): OrderId {
  return orderId.parse(`ORD-${hashOf(name).slice(0, 16).toUpperCase()}`);
}

/** Whether an order was found at the venue instead of being made here. */
export function isForeign(intent: OrderIntent): boolean {
  return orderIdOf(intent.clientOrderId) !== intent.id;
}

/** The stored order behind a name of the venue's; undefined when the books have none. */
export async function findOrder(unit: Pick<Unit, 'get'>, name: OrderName): Promise<OrderState | undefined> {
  const id = orderIdFor(name);
  const stored = id && (await unit.get(orderAddress(id)));
  return stored && asOrder(stored);
}
