import type { Exact } from '../../domain/Exact.ts';
import { type Answer, missing, shareAtMost, type Text } from './answers.ts';
import { printPercent } from './print.ts';
import type { RiskFacts } from './RiskFacts.ts';
import type { NumericLimit } from './readLimit.ts';

/**
 * Passes when `value` (quote units) is at most so many percent of the equity. `what` (a noun phrase) is missing when
 * it or the equity is unknown.
 */
export function shareOfEquity(
  facts: RiskFacts,
  value: Exact | undefined,
  words: { limit: NumericLimit; what: string; passed: Text; denied: Text },
): Answer {
  const allowed = facts.limit(words.limit);
  const share = facts.ofEquity(value);
  if (share === undefined) return missing(words.what, () => `≤ ${printPercent(allowed)} of equity`);
  return shareAtMost(share, allowed, {
    print: (percent) => `${percent} of equity`,
    passed: words.passed,
    denied: words.denied,
  });
}
