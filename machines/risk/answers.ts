import type { Exact, Rounding } from '../../domain/Exact.ts';
import type { TightCheck } from '../../domain/GateLook.ts';
import type { CheckResult, Verdict } from '../../domain/Verdict.ts';
import { percentPart } from './percentPart.ts';
import { type Printable, percentOf, printPercent } from './print.ts';
import type { Share } from './Share.ts';

/** Words, or how to make them: printing costs more than deciding, and most words are never read. */
export type Text = string | (() => string);

/** What a check answers, before its code is put on it and its words are printed. */
export type Answer = {
  readonly outcome: CheckResult['outcome'];
  readonly observed: Text;
  readonly limit: Text;
  readonly message: Text;
  /** The share of its limit that a passed check used, 0 to 1. None where there is no number to compare. */
  readonly used?: () => number;
};

export function pass(observed: Text, limit: Text, message: Text, used?: () => number): Answer {
  return { outcome: 'pass', observed, limit, message, ...(used && { used }) };
}

/** `message` says what is wrong and what to change. */
export function deny(observed: Text, limit: Text, message: Text): Answer {
  return { outcome: 'deny', observed, limit, message };
}

/** `reason`: one sentence on why the check does not concern this order. */
export function notApplicable(reason: string): Answer {
  return { outcome: 'notApplicable', observed: '–', limit: '–', message: reason };
}

/** Denies because `what` (a noun phrase) is not known. */
export function missing(what: string, limit: Text): Answer {
  return deny(
    'unknown',
    limit,
    `${what} could not be found out, so the order is denied; try again once it is known.`,
  );
}

type Words = {
  print: (value: Printable, rounding?: Rounding) => string;
  passed: Text;
  denied: Text;
};

/**
 * Passes when `value` ≤ `limit`. On a denial the value is rounded up, so that it never prints as equal to the
 * limit that it breaks.
 */
export function atMost(value: Exact, limit: Exact, { print, passed, denied }: Words): Answer {
  const allowed = () => `≤ ${print(limit)}`;
  return value.atMost(limit)
    ? pass(
        () => print(value),
        allowed,
        passed,
        () => value.toNumber() / limit.toNumber(),
      )
    : deny(() => print(value, 'up'), allowed, denied);
}

/**
 * Passes when the share in percent is at most `limit`: compared without a division, so exactly. `print` is given the
 * printed percentage.
 */
export function shareAtMost(
  { part, whole }: Share,
  limit: Exact,
  words: Omit<Words, 'print'> & { print: (percent: string) => string },
): Answer {
  const print = (value: Printable, rounding?: Rounding) => words.print(printPercent(value, rounding));
  const share = (rounding?: Rounding) => print(percentOf(part, whole) ?? part, rounding);
  const allowed = () => `≤ ${print(limit)}`;
  const most = percentPart(whole, limit);
  return part.atMost(most)
    ? pass(
        () => share(),
        allowed,
        words.passed,
        () => part.toNumber() / most.toNumber(),
      )
    : deny(() => share('up'), allowed, words.denied);
}

/** The answer in words, as it is stored: with its keys in order, since there are many of them in each verdict. */
export function printAnswer(code: string, { outcome, observed, limit, message }: Answer): CheckResult {
  return { code, limit: print(limit), message: print(message), observed: print(observed), outcome };
}

function print(text: Text): string {
  return typeof text === 'string' ? text : text();
}

/** A verdict whose words are printed when they are asked for. */
export type Ruling = {
  readonly allowed: boolean;
  /** How many checks passed, and how many did not concern the order. */
  readonly passed: number;
  readonly notApplicable: number;
  /** The checks that deny, in words. */
  denials(): CheckResult[];
  /** The passed checks that used most of their limit, most used first; those without a number to compare left out. */
  tightest(count: number): TightCheck[];
  /** The whole of it in words, as it is stored and shown. */
  verdict(): Verdict;
};
