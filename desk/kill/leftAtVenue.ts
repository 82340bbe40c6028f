import { decimal } from '../../domain/decimal.ts';
import type { KillLevel } from '../../domain/mode.ts';
import { sellableNow } from '../emergencyOrder.ts';
import { totalOf } from '../risk/equityOf.ts';
import type { KillParts } from './KillParts.ts';

/**
 * What stands against the kill's promise, by the venue's own word, one sentence each: open entry orders, and for a
 * flatten every holding that could be sold. Empty when the promise holds.
 *
 * @throws VenueError when the venue could not be asked.
 */
export async function leftAtVenue(parts: KillParts, level: KillLevel): Promise<string[]> {
  if (level === 'pause') return [];
  const left = (await parts.venue.fetchOpenOrders())
    .filter(({ side }) => side === 'buy')
    .map(({ quantity, instrument }) => `Still open: buy ${quantity} ${instrument}.`);
  if (level === 'cancel') return left;
  const balances = await parts.venue.fetchBalances();
  for (const instrument of parts.venue.instruments.values()) {
    const held = totalOf(balances, instrument.base);
    if (instrument.quote !== parts.currency || held.lt(decimal(instrument.minQuantity))) continue;
    const quote = await parts.venue.fetchQuote(instrument.id);
    if (sellableNow(parts, instrument, quote, held)) left.push(`Still held: ${held} ${instrument.base}.`);
  }
  return left;
}
