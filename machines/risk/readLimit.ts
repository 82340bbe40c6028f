import { Exact } from '../../domain/Exact.ts';
import type { Limits } from '../../domain/Limits.ts';

/** Limits that are one number or decimal string. */
export type NumericLimit = {
  [Key in keyof Limits]: Limits[Key] extends number | string ? Key : never;
}[keyof Limits];

const known = new WeakMap<Limits, Map<NumericLimit, Exact>>();
/** The limits that were read last, which the next read nearly always asks again. */
let last: { limits: Limits; parsed: Map<NumericLimit, Exact> } | undefined;

/**
 * A limit as a decimal, parsed once for each set of limits.
 *
 * @throws RangeError when it is no finite number, so that the check which reads it denies.
 */
export function readLimit(limits: Limits, key: NumericLimit): Exact {
  const parsed = last?.limits === limits ? last.parsed : parsedOf(limits);
  let value = parsed.get(key);
  if (value === undefined) {
    const given = limits[key];
    value = typeof given === 'string' ? Exact.of(given) : Exact.ofNumber(given);
    parsed.set(key, value);
  }
  return value;
}

function parsedOf(limits: Limits): Map<NumericLimit, Exact> {
  const parsed = known.get(limits) ?? new Map<NumericLimit, Exact>();
  known.set(limits, parsed);
  last = { limits, parsed };
  return parsed;
}

/** Limits that are plain numbers: counts, and times in seconds. */
export type CountLimit = {
  [Key in keyof Limits]: Limits[Key] extends number ? Key : never;
}[keyof Limits];

/**
 * A count or a time in seconds.
 *
 * @throws RangeError when it is no finite number, so that the check which reads it denies.
 */
export function readCount(limits: Limits, key: CountLimit): number {
  const value = limits[key];
  if (!Number.isFinite(value)) throw new RangeError(`The limit ${key} is not a number: ${String(value)}`);
  return value;
}
