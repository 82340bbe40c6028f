import { Decimal, decimal } from '../../domain/decimal.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { RiskAccount, RiskOrder } from './RiskInput.ts';

/**
 * What is held or may still be bought, in quote units, before the order under assessment. A part is undefined when
 * something in it has no price; `unpriced` names it.
 */
export type Exposure = {
  position: Decimal | undefined;
  gross: Decimal | undefined;
  unpriced: InstrumentId | undefined;
};

/**
 * One pass over holdings and over every order that may still trade, unknown ones included. Buys count at their worst
 * price; sells do not count, since on a spot account they can only make it smaller and may never fill.
 */
export function exposureOf(account: RiskAccount, instrument: InstrumentId, mid: Decimal): Exposure {
  const prices = new Map<InstrumentId, Decimal>();
  let position: Decimal | undefined = new Decimal(0);
  let gross: Decimal | undefined = new Decimal(0);
  let unpriced: InstrumentId | undefined;

  const add = (of: InstrumentId, value: Decimal | undefined): void => {
    if (value === undefined) unpriced ??= of;
    gross = value === undefined ? undefined : gross?.plus(value);
    if (of === instrument) position = value === undefined ? undefined : position?.plus(value);
  };

  for (const holding of account.holdings) {
    const price =
      holding.instrument === instrument
        ? mid
        : holding.price === undefined
          ? undefined
          : decimal(holding.price);
    if (price !== undefined) prices.set(holding.instrument, price);
    const quantity = decimal(holding.quantity);
    add(holding.instrument, quantity.isZero() ? quantity : price?.times(quantity));
  }
  prices.set(instrument, mid);
  for (const order of account.openOrders) {
    if (order.side !== 'buy') continue;
    add(order.instrument, worstPrice(order, prices)?.times(decimal(order.remaining)));
  }
  return { position, gross, unpriced };
}

function worstPrice(order: RiskOrder, prices: ReadonlyMap<InstrumentId, Decimal>): Decimal | undefined {
  return order.price === undefined ? prices.get(order.instrument) : decimal(order.price);
}
