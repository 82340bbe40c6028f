import { type EmergencyOrder, mintEmergencyOrder } from '../domain/ClearedOrder.ts';
import { Decimal, decimal } from '../domain/decimal.ts';
import type { Instrument } from '../domain/Instrument.ts';
import { orderId } from '../domain/ids.ts';
import { truncateQuantity } from '../domain/instrumentRules.ts';
import type { Quote } from '../domain/market.ts';
import type { KillParts } from './kill/KillParts.ts';
import { clientOrderIdOf } from './orders/clientOrderId.ts';
import { marketCap } from './proposals/buildTerms.ts';

/**
 * Quantity (base units) and worst price at which the venue would take a sale of so much; null when that is less than
 * it trades. More than it takes at once is cut to its maximum, and the rest is another order.
 */
export function sellableNow(
  parts: Pick<KillParts, 'limits'>,
  instrument: Instrument,
  quote: Quote,
  held: Decimal,
): { quantity: Decimal; price: Decimal } | null {
  const quantity = truncateQuantity(instrument, Decimal.min(held, decimal(instrument.maxQuantity)));
  const price = marketCap(parts, instrument, 'sell', quote);
  const tooSmall =
    quantity.isZero() ||
    quantity.lt(decimal(instrument.minQuantity)) ||
    quantity.times(price).lt(decimal(instrument.minNotional));
  return tooSmall ? null : { quantity, price };
}

/**
 * An order of the kill path: sells what the venue itself says is free, at once, and can only reduce. Null when that is
 * too small for the venue to trade.
 */
export function emergencyOrder(
  parts: KillParts,
  instrument: Instrument,
  quote: Quote,
  free: Decimal,
): EmergencyOrder | null {
  const sellable = sellableNow(parts, instrument, quote, free);
  if (!sellable) return null;
  const id = orderId.parse(`ORD-${parts.ids.next(16)}`);
  const now = parts.clock.now();
  return mintEmergencyOrder({
    id,
    clientOrderId: clientOrderIdOf(id),
    account: parts.account,
    venue: parts.venue.id,
    instrument: instrument.id,
    role: 'emergency',
    proposal: null,
    parent: null,
    side: 'sell',
    type: 'limit',
    quantity: sellable.quantity.toString(),
    price: sellable.price.toString(),
    triggerPrice: null,
    targetPrice: null,
    timeInForce: 'ioc',
    reduceOnly: true,
    sendBefore: now + 10_000,
    createdAt: now,
  });
}
