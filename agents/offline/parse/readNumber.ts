import { decimal, isDecimalString } from '../../../domain/decimal.ts';

/** A number as written, or why it cannot be taken at its word. */
export type ReadNumber =
  | { ok: true; value: string; sign: '+' | '-' | null; thousands: boolean }
  | { ok: false; problem: 'commaDecimal' | 'unclear' };

const multipliers: Readonly<Record<string, string>> = { k: '1000', mil: '1000000', m: '1000000' };

/**
 * Reads `1,234.5`, `.5`, `1.5k`. A comma is only ever a thousands separator, and only where it stands right:
 * `0,5` and `1.000,5` are no numbers here, since guessing wrong is off by a factor of a thousand.
 */
export function readNumber(written: string, suffix = ''): ReadNumber {
  const sign = written.startsWith('-') ? '-' : written.startsWith('+') ? '+' : null;
  const digits = sign ? written.slice(1) : written;
  const thousands = /^\d{1,3}(,\d{3})+$/.test(digits);
  if (!thousands && !/^\d{1,3}(,\d{3})+\.\d+$/.test(digits) && digits.includes(',')) {
    return { ok: false, problem: 'commaDecimal' };
  }
  const bare = digits
    .replaceAll(',', '')
    .replace(/^\./, '0.')
    .replace(/^0+(?=\d)/, '');
  if (!isDecimalString(bare) || bare.length > 24) return { ok: false, problem: 'unclear' };
  const multiplier = multipliers[suffix];
  const value = multiplier ? decimal(bare).times(multiplier) : decimal(bare);
  return { ok: true, value: value.toString(), sign, thousands: thousands && !multiplier };
}
