import type { OrderRef } from '../Venue.ts';
import { readAnswer } from './askVenue.ts';
import { rawCancel } from './binance/answers.ts';
import { findSymbol } from './findSymbol.ts';
import { mapCcxtError } from './mapCcxtError.ts';
import type { VenueContext } from './VenueContext.ts';
import { venueErrorFrom } from './venueErrorFrom.ts';

type Cancelled = 'requested' | 'gone';

/** CANCEL_REJECTED for an order that is not open, and the same for a list. */
const notOpenCodes: ReadonlySet<string> = new Set(['-2011', '-2013']);

/** Asks for a cancel. `gone`: the exchange says it is not open. Throws `VenueError` if it could not be asked. */
export async function cancelOrder(venue: VenueContext, order: OrderRef): Promise<Cancelled> {
  const { clientOrderId } = order;
  const symbol = findSymbol(venue, order.instrument);
  const single = (): Promise<Cancelled> =>
    request(venue, order, () =>
      venue.exchange.privateDeleteOrder({ symbol, origClientOrderId: clientOrderId }),
    );
  if (order.type !== 'oco') return single();
  const asList = await request(venue, order, () =>
    venue.exchange.privateDeleteOrderList({ symbol, listClientOrderId: clientOrderId }),
  );
  // A list that somebody else placed is known by one of its legs, which takes the other one with it.
  return asList === 'gone' ? single() : asList;
}

async function request(
  venue: VenueContext,
  { clientOrderId }: OrderRef,
  ask: () => Promise<unknown>,
): Promise<Cancelled> {
  const what = `cancel order ${clientOrderId}`;
  let answer: unknown;
  try {
    answer = await ask();
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
