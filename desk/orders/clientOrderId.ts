import { type OrderId, orderId } from '../../domain/ids.ts';

const prefix = 'cs-';

/** The client order id that an intent goes out under: derived, so that a restart finds the same. */
export function clientOrderIdOf(id: OrderId): string {
  return `${prefix}${id.toLowerCase()}`;
}

/** The intent behind a client order id; undefined for orders that this desk did not make. */
export function orderIdOf(clientOrderId: string | null): OrderId | undefined {
  if (!clientOrderId?.startsWith(prefix)) return undefined;
  const parsed = orderId.safeParse(clientOrderId.slice(prefix.length).toUpperCase());
  return parsed.success ? parsed.data : undefined;
}
