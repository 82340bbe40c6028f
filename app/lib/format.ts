import { Decimal, decimal } from '../../domain/decimal.ts';
import { formatToStep } from '../../domain/instrumentRules.ts';

/** Numbers as they are printed: true minus sign, grouped thousands, decimals from the instrument's steps. */

const thin = ',';

/** Groups the integer part of a plain decimal string and uses the typographic minus. */
export function group(plain: string): string {
  const negative = plain.startsWith('-');
  const [whole = '0', fraction] = (negative ? plain.slice(1) : plain).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thin);
  const zero = /^[0.,]*$/.test(plain.replace('-', ''));
  return `${negative && !zero ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A price or quantity by its step string (`"0.01"` prints two decimals). */
export function byStep(value: string, step: string): string {
  return group(formatToStep(value, step));
}

/** Money in a currency with two decimals; `signed` adds `+` to gains. */
export function money(value: string, options: { signed?: boolean; decimals?: number } = {}): string {
  const number = decimal(value);
  const text = group(number.toFixed(options.decimals ?? 2, Decimal.ROUND_HALF_EVEN));
  return options.signed && number.isPositive() && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A percentage as the API gives it (`"9.91"` is 9.91%). */
export function percent(
  value: string | number,
  options: { signed?: boolean; decimals?: number } = {},
): string {
  const number = typeof value === 'number' ? new Decimal(value) : decimal(value);
  const text = group(number.toFixed(options.decimals ?? 2, Decimal.ROUND_HALF_EVEN));
  const plus = options.signed && number.isPositive() && /[1-9]/.test(text);
  return `${plus ? '+' : ''}${text}%`;
}

/** -1, 0 or 1; what picks arrow and colour. */
export function signOf(value: string): -1 | 0 | 1 {
  const number = decimal(value);
  if (number.isZero()) return 0;
  return number.isNegative() ? -1 : 1;
}

/** Drops trailing zeros of the fraction, for quantities of unknown step. */
export function plain(value: string): string {
  return group(decimal(value).toString());
}

/** Age in words of one unit: `0.8 s`, `14 s`, `3 min`, `2 h`, `4 d`. */
export function age(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** Time left as `mm:ss`, or `h:mm:ss`; `00:00` once over. */
export function countdown(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const rest = `${pad(Math.floor((total % 3600) / 60))}:${pad(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
