import { timeframe } from '../../domain/market.ts';
import type { FeedExchange } from './feed/FeedExchange.ts';
import { importExchange } from './importExchange.ts';

/** What ccxt's class of an exchange says it can do, as far as the desk would use it. */
export type ExchangeDescription = {
  id: string;
  label: string;
  /** How it states its steps. */
  precision: 'decimalPlaces' | 'significantDigits' | 'tickSize' | 'unknown';
  /** Bar lengths that the desk knows. */
  timeframes: string[];
  /** Bars of one answer; null where it does not say. */
  barsPerPage: number | null;
  streams: Record<'trades' | 'books' | 'bars' | 'orders' | 'fills' | 'balances', boolean>;
  timesInForce: string[];
  stopOrders: boolean;
  /** Whether an order can carry an id of our own, by which it is found again. */
  clientOrderIds: boolean;
  testNetwork: boolean;
  /** Names of what an account's keys consist of. */
  credentials: string[];
  /** Usual fees as fractions; null where it does not say. */
  fees: { maker: number; taker: number } | null;
  /** What the desk cannot do there, a sentence each. */
  cannot: string[];
};

const precisionModes = new Map<number, ExchangeDescription['precision']>([
  [2, 'decimalPlaces'],
  [3, 'significantDigits'],
  [4, 'tickSize'],
]);

/** Reads ccxt's class of an exchange; asks nobody. Throws `VenueError` for an exchange that ccxt does not know. */
export async function describeExchange(exchange: string): Promise<ExchangeDescription> {
  const Class = await importExchange<FeedExchange>(exchange, 'streams');
  const described = new Class({});
  const { has, features, fees } = described;
  const order: Record<string, unknown> = features?.spot?.createOrder ?? {};
  const timesInForce: Record<string, unknown> = Object(order.timeInForce);
  const known: Omit<ExchangeDescription, 'cannot'> = {
    id: exchange,
    label: described.name,
    precision: precisionModes.get(described.precisionMode) ?? 'unknown',
    timeframes: timeframe.options.filter((length) => length in (described.timeframes ?? {})),
    barsPerPage: features?.spot?.fetchOHLCV?.limit ?? null,
    streams: {
      trades: has.watchTrades === true,
      books: has.watchOrderBook === true,
      bars: has.watchOHLCV === true,
      orders: has.watchOrders === true,
      fills: has.watchMyTrades === true,
      balances: has.watchBalance === true,
    },
    timesInForce: Object.keys(timesInForce).filter((name) => timesInForce[name] === true),
    stopOrders: order.stopLossPrice === true || order.triggerPrice === true,
    clientOrderIds: takesClientOrderId(described),
    testNetwork: described.urls.test !== undefined,
    credentials: Object.entries(described.requiredCredentials).flatMap(([name, needed]) =>
      needed ? [name] : [],
    ),
    fees: readFees(fees?.trading),
  };
  return { ...known, cannot: missingOf(known) };
}

function missingOf(known: Omit<ExchangeDescription, 'cannot'>): string[] {
  const { label, streams, timeframes, timesInForce, precision } = known;
  const lengths = timeframe.options.filter((length) => !timeframes.includes(length));
  const needs: [met: boolean, sentence: string][] = [
    [streams.trades && streams.books, `no mode paper: ${label} streams no public trades or books`],
    [streams.bars, 'no stream of bars: they are asked for, and followed by the trades'],
    [lengths.length === 0, `no bars of ${lengths.join(', ')}`],
    [streams.orders, 'no stream of own orders: they would have to be asked for'],
    [streams.fills, 'no stream of own fills: they would have to be read from the orders'],
    [streams.balances, 'no stream of balances: they would have to be asked for'],
    [known.clientOrderIds, 'no order ids of our own: an order whose answer is lost could not be found again'],
    [known.stopOrders, 'no stop orders on spot: a position’s stop would have to be watched by the desk'],
    [timesInForce.includes('IOC'), 'no immediate-or-cancel orders: the desk’s market orders are such'],
    [timesInForce.includes('FOK'), 'no fill-or-kill orders'],
    [known.testNetwork, 'no test network: mode testnet will not be possible there'],
    [
      precision === 'tickSize' || precision === 'decimalPlaces',
      'no fixed steps: its prices have significant digits',
    ],
  ];
  return needs.flatMap(([met, sentence]) => (met ? [] : [sentence]));
}

/** ccxt has no flag for it: whether the code that writes an order reads such an id. */
function takesClientOrderId(exchange: object): boolean {
  for (
    let layer = exchange;
    layer !== null && layer !== Object.prototype;
    layer = Object.getPrototypeOf(layer)
  ) {
    for (const name of ['createOrderRequest', 'createOrder', 'orderRequest', 'createOrdersRequest']) {
      const method: unknown = Object.getOwnPropertyDescriptor(layer, name)?.value;
      if (typeof method === 'function' && /client_?order_?id|cloid/i.test(String(method))) return true;
    }
  }
  return false;
}

function readFees(found: unknown): ExchangeDescription['fees'] {
  const { maker, taker }: Record<string, unknown> = Object(found);
  return typeof maker === 'number' && typeof taker === 'number' ? { maker, taker } : null;
}
