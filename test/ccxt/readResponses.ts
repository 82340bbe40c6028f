import { mintClearedOrder } from '../../domain/ClearedOrder.ts';
import { accountId, instrumentId, orderId } from '../../domain/ids.ts';
import { timeframe } from '../../domain/market.ts';
import { createCcxtVenue } from '../../venues/ccxt/createCcxtVenue.ts';
import { startScriptedExchange } from '../../venues/ccxt/testing/startScriptedExchange.ts';
import type { OrderReport, Venue } from '../../venues/Venue.ts';
import type { Fixtures, ResponseFixture } from './Fixture.ts';
import { Tally } from './Tally.ts';
import { whyResponseSkipped } from './whySkipped.ts';

type Parsed = Readonly<Record<string, unknown>>;
/** Which answer the adapter asks for, what it reads from it, and what ccxt says is in it, each by name. */
type Reader = {
  route: string;
  read(
    venue: Venue,
    input: readonly unknown[],
    parsed: unknown,
  ): Promise<[ours: unknown, published: unknown]>;
};

const statuses: Readonly<Record<string, readonly string[]>> = {
  open: ['open', 'partiallyFilled'],
  closed: ['filled'],
  canceled: ['cancelled'],
  expired: ['expired'],
  rejected: ['rejected'],
};

const readers: Readonly<Record<string, Reader>> = {
  fetchTicker: {
    route: 'GET /api/v3/ticker/24hr',
    async read(venue, input, parsed) {
      const { bid, bidQuantity, ask, askQuantity, last } = await venue.fetchQuote(
        instrumentId.parse(input[0]),
      );
      const told: Parsed = Object(parsed);
      return [
        [bid, bidQuantity, ask, askQuantity, last].map(Number),
        [told.bid, told.bidVolume, told.ask, told.askVolume, told.last],
      ];
    },
  },
  fetchOrderBook: {
    route: 'GET /api/v3/depth',
    async read(venue, input, parsed) {
      const book = await venue.fetchBook(instrumentId.parse(input[0]), Number(input[1] ?? 100));
      const told: Parsed = Object(parsed);
      const numbers = (side: readonly (readonly string[])[]) => side.map((level) => level.map(Number));
      return [
        [numbers(book.bids), numbers(book.asks)],
        [told.bids, told.asks],
      ];
    },
  },
  fetchOHLCV: {
    route: 'GET /api/v3/klines',
    async read(venue, [instrument, length, from, limit], parsed) {
      const bars = await venue.fetchBars(instrumentId.parse(instrument), timeframe.parse(length), {
        ...{ from: Number(from), limit: Number(limit) },
      });
      const rows = bars.map(({ ts, open, high, low, close, volume }) =>
        [ts, open, high, low, close, volume].map(Number),
      );
      return [rows, parsed];
    },
  },
  fetchBalance: {
    route: 'GET /api/v3/account',
    async read(venue, _, parsed) {
      const told: Parsed = Object(parsed);
      const [free, used]: [Parsed, Parsed] = [Object(told.free), Object(told.used)];
      const held = Object.keys(free).filter((asset) => free[asset] !== 0 || used[asset] !== 0);
      const ours = [...(await venue.fetchBalances())].map(([asset, { free, locked }]) => [
        ...[asset, Number(free), Number(locked)],
      ]);
      return [ours, held.map((asset) => [asset, free[asset], used[asset]])];
    },
  },
  fetchOrder: {
    route: 'GET /api/v3/order',
    async read(venue, input, parsed) {
      const { clientOrderId }: Parsed = Object(parsed);
      const found = await venue.fetchOrder({
        ...{ instrument: instrumentId.parse(input[1]), clientOrderId: String(clientOrderId), type: 'limit' },
      });
      return found === 'absent' ? [found, parsed] : compareOrders([found], [parsed]);
    },
  },
  fetchOpenOrders: {
    route: 'GET /api/v3/openOrders',
    read: async (venue, _, parsed) =>
      compareOrders(await venue.fetchOpenOrders(), Array.isArray(parsed) ? (parsed as unknown[]) : []),
  },
  createOrder: {
    route: 'POST /api/v3/order',
    async read(venue, input, parsed) {
      const outcome = await venue.sendOrder(orderOf(input, parsed), async () => undefined);
      return outcome.kind === 'accepted' ? compareOrders([outcome.report], [parsed]) : [outcome, parsed];
    },
  },
};

const unread: Readonly<Record<string, string>> = {
  fetchTrades: 'sums of trades, of which the desk reads the single ones',
  fetchOrders: 'all orders, which the desk never asks for at once',
};

/** Serves every published spot answer over a wire to the desk's adapter, and compares what it reads from it. */
export async function readResponses({ responses, listings }: Fixtures): Promise<Tally> {
  const tally = new Tally();
  for (const fixture of responses) {
    const why = whyResponseSkipped(fixture) ?? unread[fixture.method] ?? null;
    const reader = readers[fixture.method];
    if (why !== null || reader === undefined) {
      tally.skip(why ?? `${fixture.method}, which the desk never asks for`);
      continue;
    }
    tally.note(`${fixture.method}, ${fixture.description}`, await readOne(fixture, reader, listings));
  }
  return tally;
}

async function readOne(
  { input, httpResponse, parsedResponse }: ResponseFixture,
  { route, read }: Reader,
  listings: Fixtures['listings'],
): Promise<string | null> {
  await using exchange = await startScriptedExchange();
  exchange.on('GET /api/v3/exchangeInfo', () => ({
    body: { timezone: 'UTC', rateLimits: [], symbols: listings },
  }));
  const venue = createCcxtVenue({
    ...{ id: 'fixture', label: 'Binance', exchange: 'binance', simulated: false, timeframes: ['1h'] },
    credentials: { apiKey: 'fixture', secret: 'fixture' },
    redirect: { rest: exchange.restOrigin, ws: exchange.wsOrigin },
    clock: { now: () => Date.now() },
  });
  try {
    await venue.connect(() => {});
    exchange.on(route, () => ({ body: httpResponse }));
    const [ours, published] = await read(venue, input, parsedResponse);
    const [found, wanted] = [JSON.stringify(ours), JSON.stringify(published)];
    return found === wanted ? null : `the adapter read ${found} and not ${wanted}`;
  } catch (error) {
    return String(error);
  } finally {
    await venue.close();
  }
}

function compareOrders(ours: readonly OrderReport[], published: readonly unknown[]): [unknown, unknown] {
  const told = published.map((each): Parsed => Object(each));
  return [
    ours.map((order, index) => [
      ...[order.venueOrderId, order.clientOrderId, order.side, Number(order.quantity), Number(order.filled)],
      order.at,
      // A market order has no price of its own; ccxt puts the mean of its fills there.
      order.price === null ? told[index]?.price : Number(order.price),
      statuses[String(told[index]?.status)]?.includes(order.status) === true
        ? told[index]?.status
        : order.status,
    ]),
    told.map(({ id, clientOrderId, side, amount, filled, lastUpdateTimestamp, price, status }) => [
      ...[id, clientOrderId, side, amount, filled, lastUpdateTimestamp, price, status],
    ]),
  ];
}

function orderOf([instrument, type, side, quantity, price]: readonly unknown[], parsed: unknown) {
  const id = orderId.parse('ORD-0000000000000001');
  const { clientOrderId }: Parsed = Object(parsed);
  return mintClearedOrder({
    ...{ id, clientOrderId: String(clientOrderId), account: accountId.parse('main'), venue: 'fixture' },
    ...{ instrument: instrumentId.parse(instrument), role: 'entry', proposal: null, parent: null },
    ...{ side: side === 'buy' ? 'buy' : 'sell', type: type === 'market' ? 'market' : 'limit' },
    ...{ quantity: String(quantity), price: price === null ? null : String(price), triggerPrice: null },
    ...{ targetPrice: null, timeInForce: 'gtc', reduceOnly: false, sendBefore: 9e12, createdAt: 1 },
  });
}
