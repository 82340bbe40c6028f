import { Decimal as BaseDecimal } from 'decimal.js';

/**
 * Arbitrary-precision decimal for money, price and quantity. Never converts to exponent notation
 * when printed, so `toString()` is always a valid decimal string of the API.
 */
export const Decimal = BaseDecimal.clone({
  precision: 60,
  rounding: BaseDecimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = BaseDecimal;

/** A canonical decimal string such as `"67240.0"` or `"-0.5"`; how amounts travel between rooms. */
export type DecimalString = string;

const pattern = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Whether `value` is a plain decimal: no exponent, no comma, no sign other than a leading minus. */
export function isDecimalString(value: string): boolean {
  return value.length <= 64 && pattern.test(value);
}

/** Parses a decimal string. Throws `RangeError` on anything that `isDecimalString` refuses. */
export function decimal(value: DecimalString): Decimal {
  if (!isDecimalString(value))
    throw new RangeError(`Not a decimal number: ${JSON.stringify(value.slice(0, 80))}`);
  return new Decimal(value);
}

/** Sums decimal strings exactly. */
export function sum(values: Iterable<DecimalString>): Decimal {
  let total = new Decimal(0);
  for (const value of values) total = total.plus(decimal(value));
  return total;
}
