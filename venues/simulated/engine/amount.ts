/**
 * Amounts inside the engine: integers in units of 10⁻⁸ (the exchange's own precision) as bigint, because matching
 * is a hot path. Prices, base and quote quantities and commissions all use the same scale.
 */
export type Amount = bigint;

/** One whole unit. */
export const one: Amount = 100_000_000n;

const pattern = /^(\d{1,20})(?:\.(\d{1,20}))?$/;

/** Whether the text is a non-negative plain decimal as the exchange's parameters take it. */
export function isAmountText(text: string): boolean {
  return pattern.test(text);
}

/** Whether the text carries more significant decimals than the engine's scale holds. */
export function hasTooMuchPrecision(text: string): boolean {
  const fraction = pattern.exec(text)?.[2];
  return fraction !== undefined && /[1-9]/.test(fraction.slice(8));
}

/** Parses a plain decimal. Throws `RangeError` on anything else, or on more than eight significant decimals. */
export function toAmount(text: string): Amount {
  const match = pattern.exec(text);
  if (!match || hasTooMuchPrecision(text)) throw new RangeError(`not an amount: ${text.slice(0, 60)}`);
  return BigInt(match[1] ?? '0') * one + BigInt((match[2] ?? '').slice(0, 8).padEnd(8, '0'));
}

/** Prints with eight decimals, as the exchange does. */
export function toText(amount: Amount): string {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(9, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

/** Price × quantity (or amount × rate), cut to eight decimals. */
export function times(a: Amount, b: Amount): Amount {
  return (a * b) / one;
}

/** Rounds down to a multiple of `step`; a step of zero means no constraint. */
export function floorTo(amount: Amount, step: Amount): Amount {
  return step === 0n ? amount : amount - (amount % step);
}

export function least(a: Amount, b: Amount): Amount {
  return a < b ? a : b;
}

export function greatest(a: Amount, b: Amount): Amount {
  return a > b ? a : b;
}
