import { z } from 'zod';
import type { InstrumentId } from '../../domain/ids.ts';
import type { VenueFill } from '../Venue.ts';
import { askVenue } from './askVenue.ts';
import { type RawTrade, rawOrder, rawTrade } from './binance/answers.ts';
import { parentOf } from './binance/orderLegs.ts';
import { tradeToFill } from './binance/toFill.ts';
import { findSymbol } from './findSymbol.ts';
import type { VenueContext } from './VenueContext.ts';

/** Reads own executions. `learn` tells it which client order id an exchange's order id stands for. */
export type FillReader = {
  fetchFills(instrument: InstrumentId, since: number): Promise<VenueFill[]>;
  learn(instrument: InstrumentId, venueOrderId: string, clientOrderId: string): void;
};

const day = 86_400_000;
const pageSize = 1_000;
/** Further back than this the exchange's one-day windows cost more requests than paging by trade id. */
const maxWindows = 14;

/**
 * The exchange's trades name only its own order ids; the client order ids behind them are learnt from reports
 * and asked for where nobody has told.
 */
export function createFillReader(venue: VenueContext): FillReader {
  const clientIds = new Map<string, string>();
  const keyOf = (instrument: InstrumentId, venueOrderId: string) => `${instrument} ${venueOrderId}`;

  function learn(instrument: InstrumentId, venueOrderId: string, clientOrderId: string): void {
    clientIds.set(keyOf(instrument, venueOrderId), clientOrderId);
  }

  async function fetchFills(instrument: InstrumentId, since: number): Promise<VenueFill[]> {
    const symbol = findSymbol(venue, instrument);
    const trades = await readTrades(venue, symbol, since);
    const fills: VenueFill[] = [];
    for (const trade of trades) {
      fills.push(tradeToFill(trade, instrument, await clientIdOf(instrument, symbol, trade.orderId)));
    }
    return fills;
  }

  async function clientIdOf(instrument: InstrumentId, symbol: string, orderId: string): Promise<string> {
    const known = clientIds.get(keyOf(instrument, orderId));
    if (known !== undefined) return known;
    const order = await askVenue(venue, `look up order ${orderId}`, rawOrder, () =>
      venue.exchange.privateGetOrder({ symbol, orderId }),
    );
    const id = order.orderListId === -1 ? order.clientOrderId : parentOf(order.clientOrderId);
    learn(instrument, orderId, id);
    return id;
  }

  return { fetchFills, learn };
}

/** All trades of one symbol since a time, oldest first, each once. */
async function readTrades(venue: VenueContext, symbol: string, since: number): Promise<RawTrade[]> {
  const found = new Map<string, RawTrade>();
  const keep = (trades: readonly RawTrade[]) => {
    for (const trade of trades) if (trade.time >= since) found.set(trade.id, trade);
  };
  // The venue's clock may be ahead of ours.
  const until = venue.clock.now() + venue.clockOffsetMs() + 60_000;
  if (since < until - maxWindows * day) {
    await readFrom(venue, symbol, '0', keep);
  } else {
    for (let start = since; start <= until; start += day) {
      const page = await ask(venue, { symbol, startTime: start, endTime: start + day - 1, limit: pageSize });
      keep(page);
      const last = page.at(-1);
      if (page.length === pageSize && last !== undefined) {
        // More than one page in a day: everything from here on by trade id.
        await readFrom(venue, symbol, last.id, keep);
        break;
      }
    }
  }
  return [...found.values()].sort((a, b) => a.time - b.time || Number(a.id) - Number(b.id));
}

async function readFrom(
  venue: VenueContext,
  symbol: string,
  fromId: string,
  keep: (trades: readonly RawTrade[]) => void,
): Promise<void> {
  let next = fromId;
  for (;;) {
    const page = await ask(venue, { symbol, fromId: next, limit: pageSize });
    keep(page);
    const last = page.at(-1);
    if (page.length < pageSize || last === undefined) return;
    next = String(BigInt(last.id) + 1n);
  }
}

function ask(venue: VenueContext, params: Record<string, unknown>): Promise<RawTrade[]> {
  return askVenue(venue, 'list own trades', z.array(rawTrade), () =>
    venue.exchange.privateGetMyTrades(params),
  );
}
