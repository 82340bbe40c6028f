import type { Answer, Text } from './answers.ts';
import type { Exposure } from './exposure.ts';
import type { RiskFacts } from './RiskFacts.ts';
import type { NumericLimit } from './readLimit.ts';
import { shareOfEquity } from './shareOfEquity.ts';

/** Passes when an exposure with this order added is at most so many percent of the equity. */
export function shareOfExposure(
  facts: RiskFacts,
  exposure: Exposure | undefined,
  words: { limit: NumericLimit; what: string; passed: Text; denied: Text },
): Answer {
  const what = exposure?.unpriced === undefined ? words.what : `The price of ${exposure.unpriced}`;
  return shareOfEquity(facts, exposure?.value?.plus(facts.notional()), { ...words, what });
}
