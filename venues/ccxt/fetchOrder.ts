import type { OrderRef, OrderReport } from '../Venue.ts';
import { askVenue, readAnswer } from './askVenue.ts';
import { rawOrder, rawOrderList } from './binance/answers.ts';
import { mergeLegs } from './binance/orderLegs.ts';
import { toOrderReport } from './binance/toOrderReport.ts';
import { findSymbol } from './findSymbol.ts';
import { mapCcxtError } from './mapCcxtError.ts';
import type { VenueContext } from './VenueContext.ts';
import { venueErrorFrom } from './venueErrorFrom.ts';

/** "Order does not exist", and the same of a list. */
const absentCodes: ReadonlySet<string> = new Set(['-2013', '-2018']);

/**
 * Finds an order by its client order id. `absent` only upon the exchange's explicit word. Throws `VenueError`
 * if it could not be asked.
 */
export async function fetchOrder(venue: VenueContext, order: OrderRef): Promise<OrderReport | 'absent'> {
  return order.type === 'oco' ? fetchList(venue, order) : fetchSingle(venue, order, order.clientOrderId);
}

async function fetchSingle(
  venue: VenueContext,
  order: OrderRef,
  id: string,
): Promise<OrderReport | 'absent'> {
  const symbol = findSymbol(venue, order.instrument);
  const what = `look up order ${id}`;
  const answer = await orAbsent(venue, what, () =>
    venue.exchange.privateGetOrder({ symbol, origClientOrderId: id }),
  );
  if (answer === 'absent') return 'absent';
  return toOrderReport(readAnswer(venue, what, rawOrder, answer), order.instrument);
}

async function fetchList(venue: VenueContext, order: OrderRef): Promise<OrderReport | 'absent'> {
  const what = `look up order ${order.clientOrderId}`;
  const answer = await orAbsent(venue, what, () =>
    venue.exchange.privateGetOrderList({ origClientOrderId: order.clientOrderId }),
  );
  if (answer === 'absent') return 'absent';
  const list = readAnswer(venue, what, rawOrderList, answer);
  const legs = await Promise.all(
    list.orders.map((leg) =>
      askVenue(venue, what, rawOrder, () =>
        venue.exchange.privateGetOrder({ symbol: list.symbol, origClientOrderId: leg.clientOrderId }),
      ),
    ),
  );
  const reports = legs.map((leg) => toOrderReport(leg, order.instrument));
  return mergeLegs(reports, order.clientOrderId, list.orderListId);
}

async function orAbsent(venue: VenueContext, what: string, ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (absentCodes.has(mapCcxtError(error).code)) return 'absent';
    throw venueErrorFrom(error, venue.label, what);
  }
}
