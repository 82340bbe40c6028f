import { z } from 'zod';
import { CountersignError } from './CountersignError.ts';
import { Decimal, decimal } from './decimal.ts';
import { type LimitKey, type Limits, limitKeys, limitsInForce, looserWhen } from './Limits.ts';

/** A limit's value, as a configuration gives it. */
export const limitValue = z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]);
export type LimitValue = z.infer<typeof limitValue>;

/** One limit that differs between two sets. */
export const limitChange = z.strictObject({
  key: z.enum(limitKeys),
  from: limitValue,
  to: limitValue,
});
export type LimitChange = z.infer<typeof limitChange>;

/** Where two sets of limits differ in meaning; `"15000"` and `"15000.0"` are one limit, and so is a list in another order. */
export function differences(from: Limits, to: Limits): LimitChange[] {
  return limitKeys
    .filter((key) => !isSame(from[key], to[key]))
    .map((key) => ({ key, from: from[key], to: to[key] }));
}

/** The stricter of two sets, key by key; of two lists what is in both. */
export function stricterLimits(one: Limits, other: Limits): Limits {
  return limitsInForce.parse(
    Object.fromEntries(limitKeys.map((key) => [key, stricter(key, one[key], other[key])])),
  );
}

/** One set with the values that another has for some keys. */
export function withValues(limits: Limits, values: Limits, keys: readonly LimitKey[]): Limits {
  return limitsInForce.parse({
    ...limits,
    ...Object.fromEntries(keys.map((key) => [key, values[key]])),
  });
}

function stricter(key: LimitKey, one: LimitValue, other: LimitValue): LimitValue {
  switch (looserWhen[key]) {
    case 'higher':
      return number(one).lte(number(other)) ? one : other;
    case 'lower':
      return number(one).gte(number(other)) ? one : other;
    case 'longer':
      return list(one).filter((member) => list(other).includes(member));
    case 'off':
      return one === true || other === true;
    case 'on':
      return one === true && other === true;
  }
}

function isSame(one: LimitValue, other: LimitValue): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    return [...list(one)].sort().join() === [...list(other)].sort().join();
  }
  if (typeof one === 'boolean' || typeof other === 'boolean') return one === other;
  return number(one).eq(number(other));
}

function number(value: LimitValue): Decimal {
  if (typeof value === 'number') return new Decimal(value);
  if (typeof value === 'string') return decimal(value);
  throw wrongKind(value);
}

function list(value: LimitValue): readonly string[] {
  if (Array.isArray(value)) return value;
  throw wrongKind(value);
}

function wrongKind(value: LimitValue): CountersignError {
  return new CountersignError('limits.wrongKind', `A limit has a value of another kind: ${String(value)}`);
}
