import { Decimal, type DecimalString } from '../../domain/decimal.ts';
import { Exact } from '../../domain/Exact.ts';

/** How the gate prints numbers: always with their unit, a true minus sign, and thousands separated. */

/** What is exact where it is compared may be a rounded quotient where it is printed. */
export type Printable = Exact | Decimal;

/** Which way a printed number is rounded; to the nearest where nothing is said. */
export type Rounding = 'up' | 'down';

const roundings = { up: Decimal.ROUND_CEIL, down: Decimal.ROUND_FLOOR } as const;

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
export function printQuantity(value: Printable, asset: string): string {
  return `${separate(value.toString())} ${asset}`;
}

/** `67,240.5`: a price with every digit that it has. */
export function printPrice(value: Printable): string {
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
export function percentOf(part: Exact, whole: Exact): Decimal | undefined {
  return whole.isPositive() ? part.toDecimal().div(whole.toDecimal()).times(100) : undefined;
}

/** Decimal with at most so many places, as it is stored. */
export function storedDecimal(value: Printable, places: number): DecimalString {
  return asDecimal(value).toDecimalPlaces(places).toString();
}

function printFixed(value: Printable, places: number, rounding: Rounding | undefined): string {
  const exact = asDecimal(value);
  return separate(
    rounding === undefined ? exact.toFixed(places) : exact.toFixed(places, roundings[rounding]),
  );
}

function asDecimal(value: Printable): Decimal {
  return value instanceof Exact ? value.toDecimal() : value;
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
