import type { DecimalString } from '../../domain/decimal.ts';
import { Exact, type Rounding } from '../../domain/Exact.ts';
import type { Share } from './Share.ts';

/** How the gate prints numbers: always with their unit, a true minus sign, and thousands separated. */

const hundred = Exact.of('100');

/** A number, or a share that is worked out when it is known to how many places. */
export type Printable = Exact | Share;

/** `9.91%`. */
export function printPercent(value: Printable, rounding?: Rounding): string {
  return `${printFixed(value, 2, rounding)}%`;
}

/** `1.25 ×`. */
export function printTimes(value: Printable, rounding?: Rounding): string {
  return `${printFixed(value, 2, rounding)} ×`;
}

/** `9,951.52 USDT`. */
export function printMoney(value: Printable, currency: string, rounding?: Rounding): string {
  return `${printFixed(value, 2, rounding)} ${currency}`;
}

/** `0.148 BTC`, with every digit that it has. */
export function printQuantity(value: Exact, asset: string): string {
  return `${separate(value.toString())} ${asset}`;
}

/** `67,240.5`: a price with every digit that it has. */
export function printPrice(value: Exact): string {
  return separate(value.toString());
}

/** `1.4 s` from milliseconds. */
export function printSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** The assets of `BASE/QUOTE`. */
export function assetsOf(instrument: string): { base: string; quote: string } {
  const slash = instrument.indexOf('/');
  if (slash < 0) return { base: instrument, quote: '' };
  return { base: instrument.slice(0, slash), quote: instrument.slice(slash + 1) };
}

/** Part of whole in percent; undefined where the whole is not positive. */
export function percentOf(part: Exact, whole: Exact): Share | undefined {
  return whole.isPositive() ? { part: part.times(hundred), whole } : undefined;
}

/** Decimal with at most so many places, as it is stored. */
export function storedDecimal(value: Printable, places: number): DecimalString {
  return rounded(value, places).toString();
}

function printFixed(value: Printable, places: number, rounding: Rounding | undefined): string {
  return separate(rounded(value, places, rounding).toFixed(places));
}

function rounded(value: Printable, places: number, rounding?: Rounding): Exact {
  return value instanceof Exact
    ? value.rounded(places, rounding)
    : Exact.quotient(value.part, value.whole, places, rounding);
}

function separate(plain: string): string {
  const isMinus = plain.startsWith('-');
  const point = plain.indexOf('.');
  const end = point < 0 ? plain.length : point;
  const first = isMinus ? 1 : 0;
  let grouped = plain.slice(Math.max(first, end - 3));
  for (let at = end - 3; at > first; at -= 3)
    grouped = `${plain.slice(Math.max(first, at - 3), at)},${grouped}`;
  const negative = isMinus && /[1-9]/.test(plain);
  return negative ? `−${grouped}` : grouped;
}

/** `1 open order`, `2 open orders`; the last word of `one` takes the s unless `many` is given. */
export function printCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
