import type { OrderRef } from '../Venue.ts';
import { readAnswer } from './askVenue.ts';
import { rawCancel } from './binance/answers.ts';
import { findSymbol } from './findSymbol.ts';
import { mapCcxtError } from './mapCcxtError.ts';
import type { VenueContext } from './VenueContext.ts';
import { venueErrorFrom } from './venueErrorFrom.ts';

/** CANCEL_REJECTED for an order that is not open, and the same for a list. */
const notOpenCodes: ReadonlySet<string> = new Set(['-2011', '-2013']);

/** Asks for a cancel. `gone`: the exchange says it is not open. Throws `VenueError` if it could not be asked. */
export async function cancelOrder(venue: VenueContext, order: OrderRef): Promise<'requested' | 'gone'> {
  const symbol = findSymbol(venue, order.instrument);
  const what = `cancel order ${order.clientOrderId}`;
  let answer: unknown;
  try {
    answer =
      order.type === 'oco'
        ? await venue.exchange.privateDeleteOrderList({ symbol, listClientOrderId: order.clientOrderId })
        : await venue.exchange.privateDeleteOrder({ symbol, origClientOrderId: order.clientOrderId });
  } catch (error) {
    // The same code also says that this account may not trade, which is no answer about the order.
    const { code, meaning } = mapCcxtError(error);
    if (meaning === 'rejected' && notOpenCodes.has(code)) return 'gone';
    throw venueErrorFrom(error, venue.label, what);
  }
  // ccxt hands on what it could not read: half an answer acknowledges nothing.
  readAnswer(venue, what, rawCancel, answer);
  return 'requested';
}
