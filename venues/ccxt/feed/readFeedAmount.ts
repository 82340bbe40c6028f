import { Decimal, type DecimalString, isDecimalString } from '../../../domain/decimal.ts';

/** A number of ccxt's as a plain decimal of at least 0; undefined for anything else. */
export function readFeedAmount(found: unknown): DecimalString | undefined {
  if (typeof found !== 'number' && typeof found !== 'string') return undefined;
  const text = String(found);
  if (isDecimalString(text)) return text.startsWith('-') ? undefined : withoutZeros(text);
  // Small numbers come with an exponent; written out they are the same.
  if (!/^\d(\.\d+)?e[+-]\d{1,2}$/.test(text)) return undefined;
  return new Decimal(text).toString();
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
