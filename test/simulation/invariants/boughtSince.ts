import type { InstrumentId } from '../../../domain/ids.ts';
import type { VenueFill } from '../../../venues/Venue.ts';

/**
 * The moment from which on the newest `quantity` coins of an instrument were bought. Coins are alike: a stop that
 * covers some of them covers those that have been there longest, so what is uncovered is what came last. Zero where
 * less than that was ever bought.
 */
export function boughtSince(fills: readonly VenueFill[], instrument: InstrumentId, quantity: number): number {
  let left = quantity;
  const buys = fills.filter((fill) => fill.instrument === instrument && fill.side === 'buy');
  for (const fill of buys.toSorted((a, b) => b.at - a.at)) {
    left -= Number(fill.quantity);
    if (left <= 0) return fill.at;
  }
  return 0;
}
