import { Decimal, type DecimalString, decimal } from './decimal.ts';

/** The part of an instrument that rounding and formatting need; safe to use in a browser. */
export type InstrumentSteps = { priceTick: DecimalString; quantityStep: DecimalString };
export type Side = 'buy' | 'sell';

/** Truncates a quantity (base units) to the instrument's step; never rounds up. */
export function truncateQuantity(steps: InstrumentSteps, quantity: Decimal): Decimal {
  return toStep(quantity, decimal(steps.quantityStep), Decimal.ROUND_DOWN);
}

/**
 * Rounds a limit price to the tick on the side that is safe for the user: a buy never pays more and a sell
 * never takes less than what was asked for.
 */
export function roundPrice(steps: InstrumentSteps, side: Side, price: Decimal): Decimal {
  return toStep(price, decimal(steps.priceTick), side === 'buy' ? Decimal.ROUND_FLOOR : Decimal.ROUND_CEIL);
}

/** Whether a value lies exactly on a step. */
export function isOnStep(value: Decimal, step: DecimalString): boolean {
  return value.mod(decimal(step)).isZero();
}

/** Number of decimals that a step string implies: `"0.010"` gives 2, `"1"` gives 0. */
export function decimalsOf(step: DecimalString): number {
  return decimal(step).decimalPlaces();
}

/** Prints a value with exactly the decimals of a step, e.g. a price by its tick. */
export function formatToStep(value: DecimalString, step: DecimalString): string {
  return decimal(value).toFixed(decimalsOf(step), Decimal.ROUND_HALF_EVEN);
}

/** Counts steps with enough digits for any two decimal strings, so that the quotient itself is never rounded over a step. */
const Wide = Decimal.clone({ precision: 200 });

function toStep(value: Decimal, step: Decimal, rounding: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8): Decimal {
  const count = new Wide(value).div(step).toDecimalPlaces(0, rounding);
  return new Decimal(count.times(step));
}
