import { decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { orderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { Protection } from '../../machines/protection/Protection.ts';
import type { Desk } from '../Desk.ts';
import { clientOrderIdOf } from '../orders/clientOrderId.ts';
import { marketCap } from '../proposals/buildTerms.ts';
import { holdsStops } from './toReview.ts';

const validForMs = 3_600_000;
/** A sale that the desk itself has to make is made anew at the price of then, when it has not left by then. */
const saleValidForMs = 60_000;

/** Whether the price has passed the stop or the target already, so that a stop would have sold. */
export function sellsNow(desk: Desk, { instrument, terms }: Protection): boolean {
  const quote = desk.market.quote(instrument);
  if (!quote || !terms) return false;
  const crossed = decimal(quote.bid).lte(decimal(terms.stop));
  return crossed || (terms.target !== null && decimal(quote.ask).gte(decimal(terms.target)));
}

/**
 * The protective order that a position needs. Where the price is beyond its stop or target already, it sells at once and
 * at a bounded price instead of resting. Undefined where the position has no terms.
 */
export function toProtectiveOrder(
  desk: Desk,
  instrument: Instrument,
  protection: Protection,
  now: number,
): OrderIntent | undefined {
  const { terms, quantity } = protection;
  if (!terms) return undefined;
  const id = orderId.parse(`ORD-${desk.ids.next(16)}`);
  const quote = sellsNow(desk, protection) ? desk.market.quote(instrument.id) : undefined;
  return {
    id,
    clientOrderId: clientOrderIdOf(id),
    account: desk.account,
    venue: desk.venue.id,
    instrument: instrument.id,
    role: 'protection',
    proposal: null,
    parent: null,
    side: 'sell',
    type: quote ? 'limit' : terms.target ? 'oco' : 'stop',
    quantity,
    price: quote ? marketCap(desk, instrument, 'sell', quote).toString() : null,
    triggerPrice: terms.stop,
    targetPrice: terms.target,
    timeInForce: quote ? 'ioc' : 'gtc',
    reduceOnly: true,
    sendBefore: now + (holdsStops(instrument) ? validForMs : saleValidForMs),
    createdAt: now,
  };
}
