import { z } from 'zod';
import { Decimal, decimal } from './decimal.ts';
import type { Fill } from './Fill.ts';
import { accountId, type InstrumentId, instrumentId } from './ids.ts';
import { decimalString, epochMs } from './schema.ts';

/**
 * A spot holding that came from the desk's own fills. `quantity` is net of fees paid in the base asset;
 * `realised` is profit after fees in quote units; average cost method.
 */
export const position = z.strictObject({
  account: accountId,
  instrument: instrumentId,
  quantity: decimalString,
  averagePrice: decimalString,
  realised: decimalString,
  fees: decimalString,
  openedAt: epochMs.nullable(),
  updatedAt: epochMs,
});
export type Position = z.infer<typeof position>;

/** A position before its first fill. */
export function emptyPosition(account: Position['account'], instrument: InstrumentId): Position {
  return {
    account,
    instrument,
    quantity: '0',
    averagePrice: '0',
    realised: '0',
    fees: '0',
    openedAt: null,
    updatedAt: 0,
  };
}

/** Whether one execution came before another: by the venue's time, then by its trade id. */
export function isEarlier(one: Fill, other: Fill): boolean {
  return one.at === other.at ? byTradeId.compare(one.id, other.id) < 0 : one.at < other.at;
}

const byTradeId = new Intl.Collator('en', { numeric: true });

/** The position that a set of fills of one instrument makes, whichever way it is handed over. */
export function positionOf(before: Position, fills: readonly Fill[]): Position {
  return [...fills].sort((a, b) => (isEarlier(a, b) ? -1 : 1)).reduce(applyFill, before);
}

/**
 * Books one fill by average cost. A fee in the base asset shrinks the quantity and is valued at the fill's
 * price; a fee in the quote asset is money; a fee in a third asset is not valued here. What is sold beyond the holding
 * are coins that were never in the books: they make neither a short position nor a profit here.
 */
export function applyFill(before: Position, fill: Fill): Position {
  const [base, quote] = fill.instrument.split('/');
  const price = decimal(fill.price);
  const fee = decimal(fill.fee);
  const feeInBase = fill.feeAsset === base ? fee : new Decimal(0);
  const feeInQuote = fill.feeAsset === quote ? fee : feeInBase.times(price);
  const held = decimal(before.quantity);
  const average = decimal(before.averagePrice);
  const traded = decimal(fill.quantity);

  if (fill.side === 'buy') {
    const received = traded.minus(feeInBase);
    const quantity = held.plus(received);
    const cost = held
      .times(average)
      .plus(traded.times(price))
      .plus(fill.feeAsset === quote ? fee : 0);
    return {
      ...before,
      quantity: quantity.toString(),
      averagePrice: quantity.isZero() ? '0' : cost.div(quantity).toDecimalPlaces(18).toString(),
      fees: decimal(before.fees).plus(feeInQuote).toString(),
      openedAt: before.openedAt ?? fill.at,
      updatedAt: fill.at,
    };
  }
  const left = Decimal.max(0, held.minus(traded).minus(feeInBase));
  const own = Decimal.min(held, traded);
  const profit = own.times(price.minus(average)).minus(feeInQuote.times(own.div(traded)));
  return {
    ...before,
    quantity: left.toString(),
    averagePrice: left.isZero() ? '0' : before.averagePrice,
    realised: decimal(before.realised).plus(profit).toString(),
    fees: decimal(before.fees).plus(feeInQuote).toString(),
    openedAt: left.isZero() ? null : before.openedAt,
    updatedAt: fill.at,
  };
}
