import { Decimal, decimal } from '../../domain/decimal.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Balances } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';

/** Middle of bid and ask, in quote units; undefined before the first quote. */
export function midPrice(desk: Desk, instrument: InstrumentId): Decimal | undefined {
  const quote = desk.market.quote(instrument);
  return quote && decimal(quote.bid).plus(decimal(quote.ask)).div(2);
}

/** Free plus locked of one asset. */
export function totalOf(balances: Balances, asset: string): Decimal {
  const balance = balances.get(asset);
  return balance ? decimal(balance.free).plus(decimal(balance.locked)) : new Decimal(0);
}

/**
 * What the account is worth in the desk's currency: its cash plus every traded base asset at mid price.
 * Undefined when the venue has not reported balances, or an asset that is held has no price yet.
 */
export function equityOf(desk: Desk): Decimal | undefined {
  const balances = desk.balances.latest?.balances;
  if (!balances) return undefined;
  let equity = totalOf(balances, desk.currency);
  for (const instrument of desk.market.instruments.values()) {
    if (instrument.quote !== desk.currency) continue;
    const held = totalOf(balances, instrument.base);
    if (held.isZero()) continue;
    const price = midPrice(desk, instrument.id);
    if (!price) return undefined;
    equity = equity.plus(held.times(price));
  }
  return equity;
}

/** Start of the day that `now` is in, UTC, epoch ms. */
export function startOfDay(now: number): number {
  return now - (now % 86_400_000);
}
