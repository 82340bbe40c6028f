import { mintClearedOrder } from '../../../domain/ClearedOrder.ts';
import { accountId, instrumentId, orderId } from '../../../domain/ids.ts';
import type { OrderIntent } from '../../../domain/Order.ts';
import type { OrderRef, Venue, VenueEvent } from '../../Venue.ts';
import { type CcxtVenueParams, createCcxtVenue } from '../createCcxtVenue.ts';
import {
  type Script,
  type ScriptedExchange,
  type SeenRequest,
  startScriptedExchange,
} from './startScriptedExchange.ts';

export const bitcoin = instrumentId.parse('BTC/USDT');

const basic: OrderIntent = {
  ...{ id: orderId.parse('ORD-0123456789ABCDEF'), clientOrderId: 'ord-0123456789abcdef' },
  ...{
    account: accountId.parse('main'),
    venue: 'simulated',
    instrument: bitcoin,
    role: 'entry',
    proposal: null,
  },
  ...{ parent: null, side: 'buy', type: 'limit', quantity: '0.5', price: '60000.5', triggerPrice: null },
  ...{ targetPrice: null, timeInForce: 'gtc', reduceOnly: false, sendBefore: 2e12, createdAt: 1e12 },
};

/** A cleared limit order to buy half a bitcoin, with changes. */
export function intent(changes: Partial<OrderIntent> = {}) {
  return mintClearedOrder({ ...basic, ...changes });
}

/** How that order is asked for. */
export function ref(type: OrderRef['type'] = 'limit'): OrderRef {
  return { instrument: bitcoin, clientOrderId: basic.clientOrderId, type };
}

/** The exchange's own refusal. */
export function refused(code: number, msg: string): Script {
  return { status: 400, body: { code, msg } };
}

/** That order as the exchange's REST API tells it. */
export function rawOrder(changes: Record<string, unknown> = {}) {
  return {
    ...{ symbol: 'BTCUSDT', orderId: 77, orderListId: -1, clientOrderId: basic.clientOrderId },
    ...{ price: '60000.50000000', origQty: '0.50000000', executedQty: '0.00000000', status: 'NEW' },
    ...{
      type: 'LIMIT',
      side: 'BUY',
      stopPrice: '0.00000000',
      isWorking: true,
      updateTime: 1_700_000_000_000,
    },
    ...changes,
  };
}

/** That order as the exchange's account stream tells it. */
export function execution(changes: Record<string, unknown> = {}) {
  return {
    ...{ e: 'executionReport', E: 1_700_000_000_001, s: 'BTCUSDT', c: basic.clientOrderId, C: '', g: -1 },
    ...{ S: 'BUY', o: 'LIMIT', f: 'GTC', q: '0.50000000', p: '60000.50000000', P: '0.00000000' },
    ...{ x: 'NEW', X: 'NEW', r: 'NONE', i: 77, l: '0.00000000', z: '0.00000000', L: '0.00000000' },
    ...{ n: '0', N: null, T: 1_700_000_000_000, t: -1, w: true, m: false, O: 1_700_000_000_000 },
    ...{ Z: '0.00000000', Y: '0.00000000', Q: '0.00000000' },
    ...changes,
  };
}

/** A scripted exchange and the adapter connected to it. */
export type ScriptedVenue = AsyncDisposable & {
  exchange: ScriptedExchange;
  venue: Venue;
  /** What the adapter has told since it was connected. */
  events: VenueEvent[];
  /** Another adapter to the same exchange; the caller connects and closes it. */
  open(changes?: Partial<CcxtVenueParams>): Venue;
  /** Requests that reached the exchange by a route such as `POST /api/v3/order`. */
  sent(route: string): SeenRequest[];
};

export async function openScriptedVenue(): Promise<ScriptedVenue> {
  const exchange = await startScriptedExchange();
  const events: VenueEvent[] = [];
  const open = (changes: Partial<CcxtVenueParams> = {}) =>
    createCcxtVenue({
      ...{ id: 'simulated', label: 'Simulated venue', exchange: 'binance', simulated: true },
      credentials: { apiKey: 'key', secret: 'secret' },
      redirect: { rest: exchange.restOrigin, ws: exchange.wsOrigin },
      clock: { now: () => Date.now() },
      // Long enough for a machine that stands still for a moment; what is never answered takes as long.
      ...{ timeoutMs: 3_000, backoffMs: 20 },
      ...changes,
    });
  const venue = open();
  await venue.connect((event) => events.push(event));
  return {
    exchange,
    venue,
    events,
    open,
    sent: (route) => exchange.requests.filter((request) => request.route === route),
    async [Symbol.asyncDispose]() {
      await venue.close();
      await exchange[Symbol.asyncDispose]();
    },
  };
}
