import fc from 'fast-check';
import type { OrderRole, OrderStatus } from '../../domain/Order.ts';

/** The account and the market that a model's proposals meet, as plain numbers: the oracle reads nothing else. */
export type FuzzWorld = {
  /** Middle price by base asset; XRP trades, but the limits do not name it. */
  mid: Record<Asset, number>;
  /** Half of the spread, and how far last trade and last bar lie from the middle, as fractions. */
  halfSpread: number;
  lastOff: number;
  closeOff: number;
  quoteAgeMs: number;
  /** Base units on each of the ten levels of the book, times what an order of 1,000 is. */
  depth: number;
  cash: number;
  coins: Record<Asset, number>;
  /** Of the coins, what the desk itself bought, and for whom. */
  booked: Record<Asset, number>;
  bookedFor: 'agent:trader' | 'operator';
  orders: FuzzOrder[];
  trades: FuzzTrade[];
  dayStart: number;
  peak: number;
  trading: 'active' | 'reducing' | 'halted';
  killed: boolean;
  reconciled: boolean;
  owns: boolean;
  feedLive: boolean;
  skewMs: number;
};

export const assets = ['BTC', 'ETH', 'SOL', 'XRP'] as const;
export type Asset = (typeof assets)[number];

export type FuzzOrder = {
  asset: Asset;
  side: 'buy' | 'sell';
  role: OrderRole;
  status: OrderStatus;
  /** Worth in quote units at the middle price; how far its price lies from there; how much of it is filled. */
  worth: number;
  off: number;
  filled: number;
  ageMs: number;
  proposer: 'agent:trader' | 'operator';
};

export type FuzzTrade = { asset: Asset; profit: number; stopOut: boolean; ageMs: number };

const usually = <T>(value: T, ...others: readonly T[]) =>
  fc.oneof(
    { weight: 19, arbitrary: fc.constant(value) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
const fraction = (from: number, to: number) =>
  fc.integer({ min: from * 1e6, max: to * 1e6 }).map((value) => value / 1e6);
const price = (middle: number) => fraction(0.8, 1.25).map((factor) => Number((middle * factor).toFixed(2)));
const asset = fc.constantFrom(...assets);
/** Mostly nothing much, sometimes a lot. */
const money = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 50, max: 9_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 9_000, max: 30_000 }) },
);
const perAsset = (arbitrary: fc.Arbitrary<number>) =>
  fc.record({ BTC: arbitrary, ETH: arbitrary, SOL: arbitrary, XRP: arbitrary });

const order: fc.Arbitrary<FuzzOrder> = fc.record({
  asset,
  side: fc.constantFrom('buy' as const, 'sell' as const),
  role: fc.constantFrom('entry' as const, 'exit' as const, 'protection' as const),
  status: fc.constantFrom(
    ...(['accepted', 'partiallyFilled', 'unknown', 'triggered', 'pendingCancel', 'quarantined'] as const),
    ...(['filled', 'cancelled', 'rejected', 'lapsed'] as const),
  ),
  worth: fc.integer({ min: 20, max: 12_000 }),
  off: fraction(-0.06, 0.06),
  filled: fc.constantFrom(0, 0, 0.25, 1),
  ageMs: fc.integer({ min: 0, max: 900_000 }),
  proposer: fc.constantFrom('agent:trader' as const, 'operator' as const),
});

const trade: fc.Arbitrary<FuzzTrade> = fc.record({
  asset,
  profit: fc.integer({ min: -1_500, max: 1_500 }),
  stopOut: fc.boolean(),
  ageMs: fc.integer({ min: 0, max: 260_000_000 }),
});

/** Worlds in which most of what the gate looks at is in order, so that what is not decides alone. */
export const fuzzWorld: fc.Arbitrary<FuzzWorld> = fc.record({
  mid: fc.record({ BTC: price(60_000), ETH: price(3_000), SOL: price(150), XRP: price(2) }),
  halfSpread: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0.0002) },
    { weight: 1, arbitrary: fraction(0.0001, 0.02) },
  ),
  lastOff: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0.0005) },
    { weight: 1, arbitrary: fraction(-0.02, 0.02) },
  ),
  closeOff: fc.oneof(
    { weight: 9, arbitrary: fc.constant(-0.001) },
    { weight: 1, arbitrary: fraction(-0.06, 0.06) },
  ),
  quoteAgeMs: fc.oneof(
    { weight: 19, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 9_000, max: 30_000 }) },
  ),
  depth: fc.oneof({ weight: 4, arbitrary: fc.constant(60) }, { weight: 1, arbitrary: fraction(0.05, 20) }),
  cash: fc.oneof(
    { weight: 5, arbitrary: fc.constant(100_000) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 40_000 }) },
  ),
  coins: perAsset(money),
  booked: perAsset(fraction(0, 1)),
  bookedFor: fc.constantFrom('agent:trader' as const, 'operator' as const),
  orders: fc.oneof(
    { weight: 3, arbitrary: fc.array(order, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(order, { maxLength: 30 }) },
  ),
  trades: fc.oneof(
    { weight: 4, arbitrary: fc.array(trade, { maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(trade, { maxLength: 14 }) },
  ),
  dayStart: fc.oneof(
    { weight: 9, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fraction(0.95, 1.05) },
  ),
  peak: fc.oneof({ weight: 9, arbitrary: fc.constant(1.01) }, { weight: 1, arbitrary: fraction(1, 1.2) }),
  trading: usually<FuzzWorld['trading']>('active', 'reducing', 'halted'),
  killed: usually(false, true),
  reconciled: usually(true, false),
  owns: usually(true, false),
  feedLive: usually(true, false),
  skewMs: fc.oneof(
    { weight: 19, arbitrary: fc.integer({ min: -900, max: 900 }) },
    { weight: 1, arbitrary: fc.integer({ min: -9_000, max: 9_000 }) },
  ),
});
