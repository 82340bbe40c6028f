import type { Decimal } from '../../domain/decimal.ts';
import type { CheckResult } from '../../domain/Verdict.ts';
import type { Rounding } from './print.ts';

/** What a check answers, before its code is put on it. */
export type Answer = Omit<CheckResult, 'code'>;

export function pass(observed: string, limit: string, message: string): Answer {
  return { outcome: 'pass', observed, limit, message };
}

/** `message` says what is wrong and what to change. */
export function deny(observed: string, limit: string, message: string): Answer {
  return { outcome: 'deny', observed, limit, message };
}

/** `reason`: one sentence on why the check does not concern this order. */
export function notApplicable(reason: string): Answer {
  return { outcome: 'notApplicable', observed: '–', limit: '–', message: reason };
}

/** Denies because `what` (a noun phrase) is not known. */
export function missing(what: string, limit: string): Answer {
  return deny(
    'unknown',
    limit,
    `${what} could not be found out, so the order is denied; try again once it is known.`,
  );
}

/**
 * Passes when `value` ≤ `limit`. On a denial the value is rounded up, so that it never prints as equal to the
 * limit that it breaks.
 */
export function atMost(
  value: Decimal,
  limit: Decimal,
  words: { print: (value: Decimal, rounding: Rounding) => string; passed: string; denied: string },
): Answer {
  const allowed = `≤ ${words.print(limit, 'nearest')}`;
  return value.lessThanOrEqualTo(limit)
    ? pass(words.print(value, 'nearest'), allowed, words.passed)
    : deny(words.print(value, 'up'), allowed, words.denied);
}
