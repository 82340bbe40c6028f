import { type EmergencyOrder, mintEmergencyOrder } from '../domain/ClearedOrder.ts';
import { type DecimalString, decimal } from '../domain/decimal.ts';
import type { Instrument } from '../domain/Instrument.ts';
import { orderId } from '../domain/ids.ts';
import { truncateQuantity } from '../domain/instrumentRules.ts';
import type { Quote } from '../domain/market.ts';
import type { Desk } from './Desk.ts';
import { clientOrderIdOf } from './orders/clientOrderId.ts';
import { marketCap } from './proposals/buildTerms.ts';

/**
 * An order of the kill path: sells what the venue itself says is held, at once, and can only reduce. Null when the
 * holding is too small for the venue to trade.
 */
export function emergencyOrder(
  desk: Desk,
  instrument: Instrument,
  quote: Quote,
  held: DecimalString,
): EmergencyOrder | null {
  const quantity = truncateQuantity(instrument, decimal(held));
  const price = marketCap(desk, instrument, 'sell', quote);
  const tooSmall =
    quantity.lt(decimal(instrument.minQuantity)) || quantity.times(price).lt(decimal(instrument.minNotional));
  if (quantity.isZero() || tooSmall) return null;
  const id = orderId.parse(`ORD-${desk.ids.next(16)}`);
  const now = desk.clock.now();
  return mintEmergencyOrder({
    id,
    clientOrderId: clientOrderIdOf(id),
    account: desk.account,
    venue: desk.venue.id,
    instrument: instrument.id,
    role: 'emergency',
    proposal: null,
    parent: null,
    side: 'sell',
    type: 'limit',
    quantity: quantity.toString(),
    price: price.toString(),
    triggerPrice: null,
    targetPrice: null,
    timeInForce: 'ioc',
    reduceOnly: true,
    sendBefore: now + 10_000,
    createdAt: now,
  });
}
