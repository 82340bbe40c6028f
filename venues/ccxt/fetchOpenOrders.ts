import { z } from 'zod';
import type { OrderReport } from '../Venue.ts';
import { askVenue } from './askVenue.ts';
import { type RawOrder, rawOrder } from './binance/answers.ts';
import { mergeLegs, parentOf } from './binance/orderLegs.ts';
import { toOrderReport } from './binance/toOrderReport.ts';
import { findInstrument } from './findSymbol.ts';
import type { VenueContext } from './VenueContext.ts';

/** Everything open in the account on instruments that the desk trades; the legs of an OCO as one order. */
export async function fetchOpenOrders(venue: VenueContext): Promise<OrderReport[]> {
  const orders = await askVenue(venue, 'list open orders', z.array(rawOrder), () =>
    venue.exchange.privateGetOpenOrders(),
  );
  const singles: OrderReport[] = [];
  const lists = new Map<number, { raw: RawOrder; report: OrderReport }[]>();
  for (const raw of orders) {
    const instrument = findInstrument(venue, raw.symbol);
    if (instrument === undefined) continue;
    const report = toOrderReport(raw, instrument);
    if (raw.orderListId === -1) singles.push(report);
    else lists.set(raw.orderListId, [...(lists.get(raw.orderListId) ?? []), { raw, report }]);
  }
  const merged = [...lists.values()].map((legs) =>
    mergeLegs(
      legs.map((leg) => leg.report),
      parentOf(legs[0]?.raw.clientOrderId ?? ''),
      String(legs[0]?.raw.orderListId ?? ''),
    ),
  );
  return [...singles, ...merged];
}
