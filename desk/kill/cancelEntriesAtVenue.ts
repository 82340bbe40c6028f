import type { OrderReport } from '../../venues/Venue.ts';
import { orderIdOf } from '../orders/clientOrderId.ts';
import type { KillParts } from './KillParts.ts';
import { writeKillRecord } from './killRecord.ts';

/** One sentence an order or instrument, under a key by which a later try replaces it. */
export type StepLines = ReadonlyMap<string, string>;

/**
 * Cancels every open order at the venue that could open or add to a position, by the venue's own list; protective
 * stops and exits stay. One that cannot be cancelled holds up no other: it is still open when the venue is asked for
 * its word. `only` narrows it to some of them.
 *
 * @throws VenueError when the venue could not be asked for its orders.
 */
export async function cancelEntriesAtVenue(
  parts: KillParts,
  only: (report: OrderReport) => boolean = () => true,
): Promise<StepLines> {
  const lines = new Map<string, string>();
  const entries = (await parts.venue.fetchOpenOrders()).filter(({ side }) => side === 'buy').filter(only);
  for (const report of entries) lines.set(report.clientOrderId, await cancelOne(parts, report));
  return lines;
}

async function cancelOne(parts: KillParts, report: OrderReport): Promise<string> {
  const name = nameOf(report);
  try {
    await parts.venue.cancelOrder(report);
    const after = await parts.venue.fetchOrder(report);
    if (after === 'absent') return `${name} is not known any more.`;
    writeKillRecord(parts, 'emergency.reported', after.clientOrderId, { report: after });
    return `${name} is ${after.status}.`;
  } catch (cause) {
    parts.log.warn({ order: report.clientOrderId, cause: String(cause) }, 'An entry could not be cancelled');
    return `${name} could not be cancelled yet: ${messageOf(cause)}`;
  }
}

/** An order as a person knows it. */
export function nameOf({ clientOrderId, side, quantity, instrument }: OrderReport): string {
  const name = orderIdOf(clientOrderId) ?? `order ${clientOrderId} of another client`;
  return `${name} (${side} ${quantity} ${instrument})`;
}

/** A fault's own sentence. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
