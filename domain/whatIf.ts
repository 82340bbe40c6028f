import { z } from 'zod';
import { Decimal, type DecimalString, decimal } from './decimal.ts';
import { type Bar, type Timeframe, timeframeMs } from './market.ts';
import { decimalString, epochMs, positiveDecimal } from './schema.ts';

/** An order that was not sent as it was asked for, and the market at the moment when that was decided. */
export const whatIf = z.strictObject({
  side: z.enum(['buy', 'sell']),
  type: z.enum(['market', 'limit']),
  quantity: positiveDecimal,
  /** Worst price at which it may trade: the limit, or the cap of a market order. */
  priceCap: positiveDecimal,
  timeInForce: z.enum(['gtc', 'ioc', 'fok']),
  postOnly: z.boolean(),
  /** Both null for a sell, which on spot only makes a position smaller. */
  stop: positiveDecimal.nullable(),
  target: positiveDecimal.nullable(),
  /** Market time of the decision. */
  at: epochMs,
  /** Best price on the other side at that time. */
  touch: positiveDecimal,
  /** What the order book would have given up to the cap; null where no book was seen. */
  taken: z.strictObject({ quantity: decimalString, averagePrice: decimalString }).nullable(),
  /** What the stop is expected to fill below its trigger, in quote units for each base unit. */
  stopSlippage: decimalString,
  /** Fees as fractions of the notional. */
  makerFee: decimalString,
  takerFee: decimalString,
});
export type WhatIf = z.infer<typeof whatIf>;

const entered = {
  quantity: decimalString,
  entryPrice: decimalString,
  entryFee: decimalString,
  enteredAt: epochMs,
};

/**
 * What became of it so far. `seen` is the open time of the newest bar that was looked at.
 * `waiting`: its limit has not traded. `held`: it was filled and neither stop nor target has traded. `missed`: it
 * would never have been filled. `unknown`: what is needed to tell is not there.
 */
export const whatIfState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('waiting'), seen: epochMs }),
  z.strictObject({ kind: z.literal('held'), seen: epochMs, ...entered }),
  z.strictObject({
    kind: z.literal('closed'),
    by: z.enum(['stop', 'target', 'horizon']),
    ...entered,
    exitPrice: decimalString,
    exitFee: decimalString,
    exitedAt: epochMs,
    profit: decimalString,
  }),
  z.strictObject({ kind: z.literal('missed'), reason: z.string() }),
  z.strictObject({ kind: z.literal('unknown'), reason: z.string() }),
]);
export type WhatIfState = z.infer<typeof whatIfState>;
type Held = Extract<WhatIfState, { kind: 'held' }>;
type Closed = Extract<WhatIfState, { kind: 'closed' }>;

/** How long a position is followed that meets neither its stop nor its target, in market time. */
export const horizonMs = 30 * 86_400_000;
/** A longer hole than this many bars is no quiet market but missing data. */
const longestHole = 10;

/** The order at the moment of the decision: filled against the book of then, waiting at its limit, or never to be filled. */
export function beginWhatIf(order: WhatIf, timeframe: Timeframe): WhatIfState {
  const seen = order.at - (order.at % timeframeMs[timeframe]);
  const buys = order.side === 'buy';
  const cap = decimal(order.priceCap);
  const touch = decimal(order.touch);
  const crosses = buys ? touch.lte(cap) : touch.gte(cap);
  if (order.postOnly && crosses) {
    return missed('It was to add to the book only and would have traded at once, which the venue refuses.');
  }
  if (crosses) {
    const wanted = decimal(order.quantity);
    const filled = order.taken ? Decimal.min(wanted, decimal(order.taken.quantity)) : wanted;
    const price = order.taken ? decimal(order.taken.averagePrice) : touch;
    const enough = order.timeInForce === 'fok' ? filled.eq(wanted) : filled.gt(0);
    if (enough) return hold(seen, { quantity: filled, price, fee: order.takerFee, at: order.at });
    return missed('The book did not hold enough within its worst price.');
  }
  if (order.type === 'market' || order.timeInForce !== 'gtc') {
    return missed('The market was beyond its worst price when it was decided.');
  }
  return { kind: 'waiting', seen };
}

/**
 * The next closed bar. A limit is filled where the bar reached it; a stop counts before a target in the same bar, and
 * a target not in the bar of the entry, whose order of prices is not known.
 */
export function stepWhatIf(order: WhatIf, state: WhatIfState, bar: Bar, timeframe: Timeframe): WhatIfState {
  if (state.kind !== 'waiting' && state.kind !== 'held') return state;
  if (bar.ts <= state.seen) return state;
  if (bar.ts - state.seen > longestHole * timeframeMs[timeframe]) {
    return { kind: 'unknown', reason: 'Bars of the time after it are not to be had any more.' };
  }
  const at = bar.ts + timeframeMs[timeframe];
  if (state.kind === 'held') return leave(order, { ...state, seen: bar.ts }, bar, { at, sameBar: false });
  const limit = decimal(order.priceCap);
  const reached = order.side === 'buy' ? decimal(bar.low).lte(limit) : decimal(bar.high).gte(limit);
  if (reached) {
    const fill = { quantity: decimal(order.quantity), price: limit, fee: order.makerFee, at: bar.ts };
    return leave(order, hold(bar.ts, fill), bar, { at, sameBar: true });
  }
  return at - order.at >= horizonMs
    ? missed('The market did not come to its limit within 30 days.')
    : { kind: 'waiting', seen: bar.ts };
}

/**
 * Fees and profit in quote units if it were left at this bid: of a buy after both fees; of a sell against still
 * holding what it would have sold, after its own fee.
 */
export function markWhatIf(
  order: WhatIf,
  state: Held,
  bid: DecimalString,
): Pick<Closed, 'profit' | 'entryFee' | 'exitFee'> {
  return closeAt(order, state, { price: decimal(bid), fee: order.takerFee, at: state.seen, by: 'horizon' });
}

function leave(
  order: WhatIf,
  held: Held,
  bar: Bar,
  { at, sameBar }: { at: number; sameBar: boolean },
): WhatIfState {
  if (order.side === 'buy' && order.stop !== null && decimal(bar.low).lte(decimal(order.stop))) {
    const trigger = Decimal.min(decimal(order.stop), decimal(bar.open));
    const price = Decimal.max(0, trigger.minus(decimal(order.stopSlippage)));
    return closeAt(order, held, { price, fee: order.takerFee, at, by: 'stop' });
  }
  if (
    order.side === 'buy' &&
    order.target !== null &&
    !sameBar &&
    decimal(bar.high).gte(decimal(order.target))
  ) {
    return closeAt(order, held, { price: decimal(order.target), fee: order.makerFee, at, by: 'target' });
  }
  return at - held.enteredAt >= horizonMs
    ? closeAt(order, held, { price: decimal(bar.close), fee: order.takerFee, at, by: 'horizon' })
    : held;
}

function hold(
  seen: number,
  fill: { quantity: Decimal; price: Decimal; fee: DecimalString; at: number },
): Held {
  const { quantity, price, fee, at } = fill;
  return {
    kind: 'held',
    seen,
    quantity: quantity.toString(),
    entryPrice: money(price),
    entryFee: money(quantity.times(price).times(decimal(fee))),
    enteredAt: at,
  };
}

function closeAt(
  order: WhatIf,
  { kind: _, seen: __, ...held }: Held,
  exit: { price: Decimal; fee: DecimalString; at: number; by: Closed['by'] },
): Closed {
  const quantity = decimal(held.quantity);
  const value = quantity.times(exit.price);
  const cost = quantity.times(decimal(held.entryPrice));
  const sells = order.side === 'sell';
  const exitFee = sells ? new Decimal(0) : value.times(decimal(exit.fee));
  const gain = sells ? cost.minus(value) : value.minus(cost);
  return {
    kind: 'closed',
    by: exit.by,
    ...held,
    exitPrice: money(exit.price),
    exitFee: money(exitFee),
    exitedAt: exit.at,
    profit: money(gain.minus(decimal(held.entryFee)).minus(exitFee)),
  };
}

function missed(reason: string): WhatIfState {
  return { kind: 'missed', reason };
}

/** Money and prices are kept to 8 places. */
function money(value: Decimal): DecimalString {
  return value.toDecimalPlaces(8, Decimal.ROUND_HALF_EVEN).toString();
}
