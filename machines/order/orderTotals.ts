import { Decimal, type DecimalString, decimal } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';

/** Sums over a set of distinct fills: base filled, quote traded, average price, fees by asset. */
export type OrderTotals = {
  filled: DecimalString;
  notional: DecimalString;
  averagePrice: DecimalString | null;
  fees: { asset: string; amount: DecimalString }[];
};

/** Computes an order's totals from its fills; never from increments. */
export function orderTotals(fills: readonly Fill[]): OrderTotals {
  let filled = new Decimal(0);
  let notional = new Decimal(0);
  const fees = new Map<string, Decimal>();
  for (const fill of fills) {
    const quantity = decimal(fill.quantity);
    filled = filled.plus(quantity);
    notional = notional.plus(quantity.times(decimal(fill.price)));
    fees.set(fill.feeAsset, (fees.get(fill.feeAsset) ?? new Decimal(0)).plus(decimal(fill.fee)));
  }
  return {
    filled: filled.toString(),
    notional: notional.toString(),
    averagePrice: filled.isZero() ? null : notional.div(filled).toDecimalPlaces(18).toString(),
    fees: [...fees].map(([asset, amount]) => ({ asset, amount: amount.toString() })),
  };
}
