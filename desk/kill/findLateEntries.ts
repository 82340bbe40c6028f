import { type Decimal, decimal } from '../../domain/decimal.ts';
import type { KillLevel } from '../../domain/mode.ts';
import { orderIdOf } from '../orders/clientOrderId.ts';
import { totalOf } from '../risk/equityOf.ts';
import { nameOf } from './cancelEntriesAtVenue.ts';
import type { KillParts } from './KillParts.ts';

/** What the venue said was held when it confirmed, by asset, and when that was asked (epoch ms). */
export type Holdings = { at: number; totals: ReadonlyMap<string, Decimal> };

const marginMs = 5_000;

/** What is held now, of every asset that the kill could sell. */
export async function readHoldings({ venue, clock }: KillParts): Promise<Holdings> {
  const at = clock.now();
  const balances = await venue.fetchBalances();
  const bases = new Set([...venue.instruments.values()].map(({ base }) => base));
  return { at, totals: new Map([...bases].map((base) => [base, totalOf(balances, base)])) };
}

/**
 * Entries of the desk that reached the venue after it had confirmed the kill, one sentence each: a request that was
 * long under way, say. What a person buys at the venue by hand is his own matter.
 *
 * @throws VenueError when the venue could not be asked.
 */
export async function findLateEntries(
  parts: KillParts,
  level: KillLevel,
  confirmed: Holdings,
): Promise<string[]> {
  const { venue } = parts;
  const open = (await venue.fetchOpenOrders()).filter(
    ({ side, clientOrderId }) => side === 'buy' && orderIdOf(clientOrderId),
  );
  const late = open.map((report) => `${nameOf(report)} came to rest after the kill was confirmed.`);
  if (level !== 'flatten') return late;
  const now = await readHoldings(parts);
  for (const { id, base, quote } of venue.instruments.values()) {
    const more = now.totals.get(base)?.minus(confirmed.totals.get(base) ?? 0);
    if (quote !== parts.currency || !more?.gt(0)) continue;
    const fills = (await venue.fetchFills(id, confirmed.at - marginMs)).filter(
      ({ side, clientOrderId, at }) =>
        side === 'buy' && at >= confirmed.at - marginMs && orderIdOf(clientOrderId),
    );
    for (const { clientOrderId, quantity } of fills)
      late.push(
        `${orderIdOf(clientOrderId)} bought ${decimal(quantity)} ${base} after the kill was confirmed.`,
      );
  }
  return late;
}
