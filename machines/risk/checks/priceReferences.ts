import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, shareAtMost } from '../answers.ts';
import { printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const priceReferences = defineCheck({
  code: 'price.references',
  title: 'Price sources agree',
  description:
    'The middle of the quote, the last trade and the close of the last 1m bar lie near each other.',
  limitKeys: ['maxReferenceDivergencePercent'],
  exemptsReductions: null,
  assess(facts) {
    const { quote, bar } = facts.input;
    const allowed = facts.limit('maxReferenceDivergencePercent');
    const limit = () => `≤ ${printPercent(allowed)} apart`;
    const mid = facts.mid();
    if (quote === undefined || mid === undefined) return missing('The market price', limit);
    if (bar === undefined) return missing('A second opinion on the price (the last 1m bar)', limit);
    const fromTrade = mid.minus(Exact.of(quote.last)).abs();
    const fromBar = mid.minus(Exact.of(bar.close)).abs();
    if (!mid.isPositive())
      return deny('unsound', limit, 'The quote is not above zero; wait for a sound one.');
    const [worst, which] = fromTrade.greaterThan(fromBar)
      ? [fromTrade, 'last trade']
      : [fromBar, 'last 1m bar'];
    return shareAtMost({ part: worst, whole: mid }, allowed, {
      print: (percent) => `${percent} apart`,
      passed: 'Quote, last trade and last bar agree.',
      denied: () =>
        `The quote and the ${which} disagree, so neither is trusted; wait until they agree again.`,
    });
  },
});
