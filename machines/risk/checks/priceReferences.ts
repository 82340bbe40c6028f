import { Decimal, decimal } from '../../../domain/decimal.ts';
import { atMost, deny, missing } from '../answers.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const priceReferences = defineCheck({
  code: 'price.references',
  title: 'Price sources agree',
  description:
    'The middle of the quote, the last trade and the close of the last 1m bar lie near each other.',
  limitKeys: ['maxReferenceDivergencePercent'],
  exemptsReductions: null,
  assess(facts) {
    const { quote, bar, limits } = facts.input;
    const allowed = new Decimal(limits.maxReferenceDivergencePercent);
    const limit = `≤ ${printPercent(allowed)} apart`;
    const mid = facts.mid();
    if (quote === undefined || mid === undefined) return missing('The market price', limit);
    if (bar === undefined) return missing('A second opinion on the price (the last 1m bar)', limit);
    const fromTrade = percentOf(mid.minus(decimal(quote.last)).abs(), mid);
    const fromBar = percentOf(mid.minus(decimal(bar.close)).abs(), mid);
    if (fromTrade === undefined || fromBar === undefined)
      return deny('unsound', limit, 'The quote is not above zero; wait for a sound one.');
    const [worst, which] = fromTrade.greaterThan(fromBar)
      ? [fromTrade, 'last trade']
      : [fromBar, 'last 1m bar'];
    return atMost(worst, allowed, {
      print: (value, rounding) => `${printPercent(value, rounding)} apart`,
      passed: 'Quote, last trade and last bar agree.',
      denied: `The quote and the ${which} disagree, so neither is trusted; wait until they agree again.`,
    });
  },
});
