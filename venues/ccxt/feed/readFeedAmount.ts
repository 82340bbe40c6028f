import { Decimal, type DecimalString, isDecimalString } from '../../../domain/decimal.ts';

/** Nothing that trades comes in more digits than these; the simulated venue counts no further. */
const sane = /^\d{1,18}(\.\d{1,20})?$/;

/** A number of ccxt's as a plain decimal from 0 on, of a size that can be; undefined for anything else. */
export function readFeedAmount(found: unknown): DecimalString | undefined {
  if (typeof found !== 'number' && typeof found !== 'string') return undefined;
  const text = String(found);
  // Small numbers come with an exponent; written out they are the same.
  const plain = /^\d(\.\d+)?e[+-]\d{1,2}$/.test(text) ? new Decimal(text).toString() : text;
  return isDecimalString(plain) && sane.test(plain) ? withoutZeros(plain) : undefined;
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
