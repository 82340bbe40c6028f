import { isDecimalString } from '../../../domain/decimal.ts';
import { Exact } from '../../../domain/Exact.ts';
import { printPrice } from '../../../machines/risk/print.ts';

/** How a story prints: decimals with thousands separated and at most eight places, times in UTC, hashes by their first digits. */

export function number(value: string): string {
  return isDecimalString(value) ? printPrice(Exact.of(value).rounded(8)) : value;
}

export function time(at: number): string {
  return new Date(at).toISOString().replace('T', ' ');
}

export function short(hash: string): string {
  return hash.slice(0, 16);
}

export function sentence(text: string): string {
  return text.replace(/[.\s]*$/, '.');
}
