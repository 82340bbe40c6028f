import { Exact } from '../../../domain/Exact.ts';
import type { InstrumentId } from '../../../domain/ids.ts';

/**
 * What a set of open buys may still spend: those with a worst price in quote units, the others as quantities (base
 * units) that are to be valued at the market.
 */
export type Buys = {
  readonly priced: Exact;
  readonly unpriced: ReadonlyMap<InstrumentId, Exact>;
};

const zero = Exact.zero;
export const noBuys: Buys = { priced: zero, unpriced: new Map() };

/** One buy's part. */
export type Buy = { instrument: InstrumentId; remaining: Exact; notional: Exact | undefined };

/** With the buy added, or taken out again. */
export function withBuy(buys: Buys, buy: Buy, sign: 1 | -1): Buys {
  const { instrument, remaining, notional } = buy;
  if (notional !== undefined) {
    return { ...buys, priced: sign === 1 ? buys.priced.plus(notional) : buys.priced.minus(notional) };
  }
  const before = buys.unpriced.get(instrument) ?? zero;
  const after = sign === 1 ? before.plus(remaining) : before.minus(remaining);
  const unpriced = new Map(buys.unpriced);
  if (after.isZero()) unpriced.delete(instrument);
  else unpriced.set(instrument, after);
  return { ...buys, unpriced };
}

export function isEmpty(buys: Buys): boolean {
  return buys.priced.isZero() && buys.unpriced.size === 0;
}
