import { decimal } from '../../../domain/decimal.ts';

/** Prints a whole number of steps as a decimal string: 8_412_300 steps with 2 decimals is `"84123.00"`. */
export function formatUnits(units: number, decimals: number): string {
  const text = String(units).padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** Number of whole steps of 10^-decimals in a decimal string; what lies below a step is cut off. */
export function toUnits(value: string, decimals: number): number {
  return Math.trunc(
    decimal(value)
      .times(10 ** decimals)
      .toNumber(),
  );
}
