import { type Decimal, decimal, isDecimalString } from '../../domain/decimal.ts';
import type { TightCheck } from '../../domain/GateLook.ts';
import type { CheckResult } from '../../domain/Verdict.ts';

/** The passed checks that used most of their limit, most used first. Checks without a number to compare are left out. */
export function tightestChecks(checks: readonly CheckResult[], count: number): TightCheck[] {
  return checks
    .flatMap((check) => {
      const used = check.outcome === 'pass' ? usedShare(check) : undefined;
      const { code, observed, limit } = check;
      return used === undefined
        ? []
        : [{ code, observed, limit, usedPercent: used.times(100).toDecimalPlaces(2).toNumber() }];
    })
    .sort((a, b) => b.usedPercent - a.usedPercent)
    .slice(0, count);
}

/** Share of the limit that is used: observed over a ceiling, or a floor over what was observed. */
function usedShare({ observed, limit }: CheckResult): Decimal | undefined {
  const found = leadingNumber(observed)?.abs();
  const ceiling = /^[≤<±]/.test(limit);
  const bound = leadingNumber(limit.replace(/^[≤<≥>±]\s*±?/, ''))?.abs();
  if (!found || !bound || !(ceiling || /^[≥>]/.test(limit))) return undefined;
  if (unitOf(observed) !== unitOf(limit)) return undefined;
  const [part, whole] = ceiling ? [found, bound] : [bound, found];
  return whole.isZero() ? undefined : part.div(whole);
}

function leadingNumber(printed: string): Decimal | undefined {
  const [digits] =
    printed
      .replace('−', '-')
      .replaceAll(',', '')
      .match(/^[+-]?\d+(\.\d+)?/) ?? [];
  const plain = digits?.replace('+', '');
  return plain !== undefined && isDecimalString(plain) ? decimal(plain) : undefined;
}

/** What stands right behind a number: `%`, `s`, `USDT`. */
function unitOf(printed: string): string {
  return printed.match(/\d ?([%A-Za-z]+)/)?.[1] ?? '';
}
