import { formatUnits, parseUnits } from 'ethers';
import { type Decimal, decimal } from '../../domain/decimal.ts';

/** Places that the desk's own figures have at most; what a token has beyond is dust to it. */
const places = 18;

/**
 * A decimal amount in a token's smallest units. `rounding` says which way what the token cannot express goes.
 * Throws `RangeError` for a negative amount.
 */
export function toUnits(amount: string | Decimal, decimals: number, rounding: 'down' | 'up'): bigint {
  const exact = typeof amount === 'string' ? decimal(amount) : amount;
  if (exact.isNegative()) throw new RangeError('An amount of a token cannot be negative');
  const whole = exact.toFixed(decimals, rounding === 'down' ? 1 : 0);
  return parseUnits(whole, decimals);
}

/** Smallest units as a decimal amount, cut to eighteen places. */
export function fromUnits(units: bigint, decimals: number): string {
  const cut = decimals > places ? 10n ** BigInt(decimals - places) : 1n;
  const text = formatUnits(units - (units % cut), decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Integer division that rounds up. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
