import { Decimal, type DecimalString, decimal } from '../../../domain/decimal.ts';
import type { Instrument } from '../../../domain/Instrument.ts';
import { formatToStep, roundPrice, truncateQuantity } from '../../../domain/instrumentRules.ts';
import type { Limits } from '../../../domain/Limits.ts';
import type { ProposalRequest } from '../../../domain/Proposal.ts';
import type { Level, OrderDraft } from '../parse/ParsedMessage.ts';
import { chooseStop } from './chooseStop.ts';

/** What the tools have read that an order is worked out from. */
export type OrderBasis = {
  instrument: Instrument;
  limits: Limits;
  bid: DecimalString;
  ask: DecimalString;
  atrPercent: DecimalString | null;
  equity: DecimalString;
  cashFree: DecimalString;
  held: DecimalString;
};

/** An order in the desk's own terms, with what was decided on the way; or why there is none. */
export type OrderPlan =
  | {
      kind: 'planned';
      request: ProposalRequest;
      entry: Decimal;
      notional: Decimal;
      /** Set where the rules chose the stop: its distance in percent. */
      chosenStop: Decimal | null;
    }
  | { kind: 'refused'; message: string };

/** Turns a draft into numbers: percentages become amounts, distances become prices on the instrument's tick. */
export function planOrder(draft: OrderDraft, basis: OrderBasis): OrderPlan {
  const { instrument } = basis;
  const market = decimal(draft.side === 'buy' ? basis.ask : basis.bid);
  const far = farPrice(draft, market);
  if (far) return far;
  const limit = draft.limit && roundPrice(instrument, draft.side, priceOf(draft.limit, market));
  const entry = limit ?? market;
  const size = sizeOf(draft, basis, entry);
  if (size.kind === 'refused') return size;
  const notional = size.notional ?? size.quantity.times(entry);
  const stop = draft.side === 'buy' ? stopOf(draft, basis, entry, notional) : { price: null, chosen: null };
  const target = draft.target && roundPrice(instrument, 'sell', priceOf(draft.target, entry));
  const price = (value: Decimal) => formatToStep(value.toString(), instrument.priceTick);
  const request: ProposalRequest = {
    instrument: instrument.id,
    side: draft.side,
    type: draft.type,
    ...(size.notional ? { notional: size.notional.toString() } : { quantity: size.quantity.toString() }),
    ...(limit ? { limitPrice: price(limit) } : {}),
    ...(stop.price ? { stop: price(stop.price) } : {}),
    ...(target ? { target: price(target) } : {}),
    ...(draft.timeInForce ? { timeInForce: draft.timeInForce } : {}),
    ...(draft.postOnly ? { postOnly: true } : {}),
    ...(draft.side === 'sell' && decimal(basis.held).gt(0) ? { reduceOnly: true } : {}),
  };
  return { kind: 'planned', request, entry, notional, chosenStop: stop.chosen };
}

/** A price that is named stands as it is; a distance is taken from `from`. */
function priceOf(level: Level, from: Decimal): Decimal {
  if (level.unit === 'price') return decimal(level.amount);
  const share = decimal(level.amount).div(100);
  return from.times(level.unit === 'percentBelow' ? new Decimal(1).minus(share) : share.plus(1));
}

/** A price at half or twice the market is a slip of the pen, such as 60.000 for 60,000 or 2 for 2%. */
function farPrice(draft: OrderDraft, market: Decimal): { kind: 'refused'; message: string } | undefined {
  for (const level of [draft.limit, draft.stop, draft.target]) {
    if (level?.unit !== 'price') continue;
    const price = decimal(level.amount);
    if (price.gt(market.div(2)) && price.lt(market.times(2))) continue;
    return refused(
      `The price ${level.amount} is far from the market at ${market}. Check the number: a point is read as the decimal point, a comma as a thousands separator, and a distance needs its percent sign.`,
    );
  }
  return undefined;
}

type Sized =
  | { kind: 'sized'; quantity: Decimal; notional?: undefined }
  | { kind: 'sized'; quantity?: undefined; notional: Decimal };

function sizeOf(
  draft: OrderDraft,
  basis: OrderBasis,
  entry: Decimal,
): Sized | { kind: 'refused'; message: string } {
  const { instrument, held } = basis;
  const amount = decimal(draft.size.amount);
  const share = amount.div(100);
  const quoteAmount = {
    quote: amount,
    percentOfEquity: decimal(basis.equity).times(share),
    percentOfCash: decimal(basis.cashFree).times(share),
  };
  if (draft.side === 'buy' && draft.size.unit !== 'base' && draft.size.unit !== 'percentOfPosition') {
    return { kind: 'sized', notional: quoteAmount[draft.size.unit].toDecimalPlaces(2, Decimal.ROUND_DOWN) };
  }
  const wanted =
    draft.size.unit === 'base'
      ? amount
      : draft.size.unit === 'percentOfPosition'
        ? decimal(held).times(share)
        : quoteAmount[draft.size.unit].div(entry);
  const quantity = truncateQuantity(instrument, wanted);
  if (draft.side === 'sell' && !decimal(held).gt(0)) {
    return refused(
      `You hold no ${instrument.base}, so there is nothing to sell; this spot desk cannot go short.`,
    );
  }
  if (draft.side === 'sell' && decimal(held).lt(quantity)) {
    return refused(
      `You hold ${held} ${instrument.base} and wanted to sell ${quantity}. This is a spot desk: it sells only what you hold.`,
    );
  }
  if (quantity.isZero()) {
    return refused(
      `That comes to ${wanted.toDecimalPlaces(12)} ${instrument.base}; the smallest step is ${instrument.quantityStep}. Give a larger size.`,
    );
  }
  return { kind: 'sized', quantity };
}

function stopOf(
  draft: OrderDraft,
  { instrument, limits, atrPercent, equity }: OrderBasis,
  entry: Decimal,
  notional: Decimal,
): { price: Decimal | null; chosen: Decimal | null } {
  if (draft.stop?.unit === 'none') return { price: null, chosen: null };
  if (draft.stop) return { price: roundPrice(instrument, 'sell', priceOf(draft.stop, entry)), chosen: null };
  const budget = decimal(equity).times(limits.maxRiskAtStopPercentOfEquity).div(notional);
  const chosen = chooseStop(limits, atrPercent === null ? null : Number(atrPercent), budget.toNumber());
  const price = entry.times(new Decimal(1).minus(chosen.div(100)));
  return { price: roundPrice(instrument, 'sell', price), chosen };
}

function refused(message: string): { kind: 'refused'; message: string } {
  return { kind: 'refused', message: `${message} Nothing was proposed.` };
}
