import { Decimal, decimal } from '../../../domain/decimal.ts';
import type { OrderReport, VenueOrderStatus } from '../../Venue.ts';

/** Client order ids of an OCO's legs, from which the order's own id can be read back. */
export function legIds(clientOrderId: string): { stop: string; target: string } {
  return { stop: `${clientOrderId}-s`, target: `${clientOrderId}-t` };
}

/** The order that a leg belongs to; the id itself if it is no leg's. */
export function parentOf(clientOrderId: string): string {
  return clientOrderId.replace(/-[st]$/, '');
}

/**
 * One report for an OCO from what is known of its legs, of which one may be missing: a leg that ended because
 * the other traded does not end the order.
 */
export function mergeLegs(legs: readonly OrderReport[], clientOrderId: string, listId: string): OrderReport {
  const [first] = legs;
  if (first === undefined) throw new RangeError('an OCO without legs');
  const ids = legIds(clientOrderId);
  const stop = legs.find((leg) => leg.clientOrderId === ids.stop);
  const target = legs.find((leg) => leg.clientOrderId === ids.target);
  const filled = legs.reduce((sum, leg) => sum.plus(decimal(leg.filled)), new Decimal(0));
  return {
    ...first,
    clientOrderId,
    venueOrderId: listId,
    type: 'oco',
    status: mergedStatus(legs, stop, target),
    filled: filled.toString(),
    price: target?.price ?? null,
    triggerPrice: stop?.triggerPrice ?? null,
    at: Math.max(...legs.map((leg) => leg.at)),
  };
}

const closed: ReadonlySet<VenueOrderStatus> = new Set(['filled', 'cancelled', 'expired', 'rejected']);

function mergedStatus(
  legs: readonly OrderReport[],
  stop: OrderReport | undefined,
  target: OrderReport | undefined,
): VenueOrderStatus {
  const statuses = legs.map((leg) => leg.status);
  if (statuses.includes('filled')) return 'filled';
  const isOver = stop !== undefined && target !== undefined && statuses.every((status) => closed.has(status));
  if (isOver) return statuses.includes('cancelled') ? 'cancelled' : (statuses[0] ?? 'expired');
  if (statuses.includes('partiallyFilled')) return 'partiallyFilled';
  return statuses.includes('triggered') ? 'triggered' : 'open';
}
