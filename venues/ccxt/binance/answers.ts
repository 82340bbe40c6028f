import { z } from 'zod';
import { isDecimalString } from '../../../domain/decimal.ts';

/**
 * The exchange's answers as far as they are used. Source: Binance Spot API, REST and WebSocket documentation.
 * Unknown members are dropped, because exchanges add some every month.
 */
const amount = z.string().refine(isDecimalString, { error: 'expected a decimal' }).transform(trimZeros);
const price = amount.refine((value) => Number(value) > 0, { error: 'expected a price above 0' });
const identifier = z.union([z.string(), z.int()]).transform(String);
const time = z.coerce.number().int().nonnegative();
/** 1973 to 5138 in milliseconds: what lies outside is another unit. */
const eventTime = time.refine((at) => at >= 1e11 && at < 1e14, { error: 'expected epoch milliseconds' });

const crossed = { error: 'expected a bid below the ask' };

/** Whether each price is lower than the one before. */
function falls(prices: readonly string[]): boolean {
  return prices.every((each, index) => index === 0 || Number(each) < Number(prices[index - 1]));
}

const orderSide = z.enum(['BUY', 'SELL']);

export const rawOrder = z.object({
  symbol: z.string(),
  orderId: identifier,
  orderListId: z.coerce.number().default(-1),
  clientOrderId: z.string(),
  price: amount,
  origQty: amount,
  executedQty: amount,
  status: z.string(),
  type: z.string(),
  side: orderSide,
  stopPrice: amount.default('0'),
  isWorking: z.boolean().optional(),
  transactTime: time.optional(),
  updateTime: time.optional(),
  time: time.optional(),
});
export type RawOrder = z.infer<typeof rawOrder>;

export const rawOrderList = z.object({
  orderListId: identifier,
  listClientOrderId: z.string(),
  symbol: z.string(),
  orders: z.array(z.object({ clientOrderId: z.string() })),
  orderReports: z.array(rawOrder).optional(),
});

/** What a cancel of an order or a list is acknowledged with, as far as anything is made of it. */
export const rawCancel = z.object({ symbol: z.string() });

export const rawTrade = z.object({
  symbol: z.string(),
  id: identifier,
  orderId: identifier,
  price: amount,
  qty: amount,
  commission: amount,
  commissionAsset: z.string(),
  time,
  isBuyer: z.boolean(),
  isMaker: z.boolean(),
});
export type RawTrade = z.infer<typeof rawTrade>;

export const rawAccount = z.object({
  balances: z.array(z.object({ asset: z.string(), free: amount, locked: amount })),
  updateTime: time.default(0),
  commissionRates: z.object({ maker: amount, taker: amount }).optional(),
});

export const rawDepth = z
  .object({ bids: z.array(z.tuple([price, amount])), asks: z.array(z.tuple([price, amount])) })
  .refine(({ bids, asks }) => falls([...asks.toReversed(), ...bids].map(([each]) => each)), {
    error: 'expected prices that fall from the highest ask to the lowest bid, each told once',
  });

/** A kline: open time, open, high, low, close, volume, and members that are not used. */
export const rawKlines = z.array(z.tuple([eventTime, price, price, price, price, amount], z.unknown()));

export const rawTicker = z
  .object({
    symbol: z.string(),
    bidPrice: price,
    bidQty: amount,
    askPrice: price,
    askQty: amount,
    lastPrice: price,
    closeTime: time,
  })
  .refine(({ bidPrice, askPrice }) => falls([askPrice, bidPrice]), crossed);

export const rawTime = z.object({ serverTime: time });

export const rawMarket = z.object({
  symbol: z.string(),
  baseAsset: z.string(),
  quoteAsset: z.string(),
  status: z.string(),
  orderTypes: z.array(z.string()),
  ocoAllowed: z.boolean().default(false),
  isSpotTradingAllowed: z.boolean().default(true),
  filters: z.array(
    z.object({
      filterType: z.string(),
      tickSize: amount.optional(),
      stepSize: amount.optional(),
      minQty: amount.optional(),
      maxQty: amount.optional(),
      minNotional: amount.optional(),
    }),
  ),
});
export type RawMarket = z.infer<typeof rawMarket>;

/** `executionReport`: what happened to an order. */
export const rawExecution = z.object({
  e: z.literal('executionReport'),
  s: z.string(),
  c: z.string(),
  C: z.string().nullish(),
  g: z.coerce.number().default(-1),
  S: orderSide,
  o: z.string(),
  q: amount,
  p: amount,
  P: amount.default('0'),
  x: z.string(),
  X: z.string(),
  i: identifier,
  l: amount,
  z: amount,
  L: amount,
  n: amount.nullish(),
  N: z.string().nullish(),
  T: time,
  t: identifier.nullish(),
  w: z.boolean().optional(),
  m: z.boolean().default(false),
});
export type RawExecution = z.infer<typeof rawExecution>;

/** `outboundAccountPosition`: balances that changed, as they are now, and when. */
export type RawPosition = z.infer<typeof rawPosition>;

export const rawPosition = z.object({
  e: z.literal('outboundAccountPosition'),
  u: time,
  B: z.array(z.object({ a: z.string(), f: amount, l: amount })),
});

/** `24hrTicker`: best prices and last trade, about once a second. */
export const rawTickerEvent = z
  .object({
    e: z.literal('24hrTicker'),
    E: eventTime,
    s: z.string(),
    c: price,
    b: price,
    B: amount,
    a: price,
    A: amount,
    C: time,
  })
  .refine(({ b, a }) => falls([a, b]), crossed);

export const rawTradeEvent = z.object({
  e: z.literal('trade'),
  E: eventTime,
  s: z.string(),
  p: price,
  q: amount,
  T: time,
});

/** Best prices at every change; without a time on spot. */
export const rawBookTicker = z
  .object({ s: z.string(), b: price, B: amount, a: price, A: amount })
  .refine(({ b, a }) => falls([a, b]), crossed);

export const rawKlineEvent = z.object({
  e: z.literal('kline'),
  E: eventTime,
  s: z.string(),
  k: z.object({
    t: eventTime,
    i: z.string(),
    o: price,
    h: price,
    l: price,
    c: price,
    v: amount,
    x: z.boolean(),
  }),
});

/** Cuts zeros at the end, so that one amount has one spelling whichever way it came. */
function trimZeros(value: string): string {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}
