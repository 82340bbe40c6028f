import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, pass, shareAtMost } from '../answers.ts';
import { printPercent, printQuantity } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const priceSlippage = defineCheck({
  code: 'price.slippage',
  title: 'Expected slippage',
  description:
    'Taking the quantity from the order book as it stands costs no more than allowed against the quote’s middle; a market order also finds its whole quantity within its cap.',
  limitKeys: ['maxSlippagePercent'],
  exemptsReductions: 'A thin book does not keep anybody from getting out; the price collar bounds the loss.',
  assess(facts) {
    const { terms } = facts.input;
    const allowed = facts.limit('maxSlippagePercent');
    const limit = () => `≤ ${printPercent(allowed)} expected`;
    const expected = facts.ownSlippage();
    const mid = facts.mid();
    if (expected === undefined || mid === undefined) return missing('What the order book offers', limit);
    const atOnce = terms.type === 'market' || terms.timeInForce !== 'gtc';
    const filled = expected.kind === 'rests' ? Exact.zero : expected.filled;
    if (atOnce && filled.lessThan(facts.quantity()))
      return deny(
        `${printQuantity(filled, facts.base)} within the cap`,
        limit,
        `The book offers only ${printQuantity(filled, facts.base)} of ${printQuantity(facts.quantity(), facts.base)} within the cap; make the order smaller or a limit order that can rest.`,
      );
    if (expected.kind === 'rests') return pass('0.00% expected', limit, 'The order rests in the book.');
    return shareAtMost({ part: expected.cost, whole: mid.times(expected.filled) }, allowed, {
      print: (percent) => `${percent} expected`,
      passed: 'The book can take the order at a fair price.',
      denied:
        'The order would move the price too far; make it smaller or use a limit price nearer the market.',
    });
  },
});
