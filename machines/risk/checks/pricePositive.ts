import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const pricePositive = defineCheck({
  code: 'price.positive',
  title: 'Prices make sense',
  description: 'Every price of the order and the market is above zero, and the bid is below the ask.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { quote } = facts.input;
    const limit = '> 0, bid < ask';
    if (quote === undefined) return missing('The market price', limit);
    const bid = Exact.of(quote.bid);
    const ask = Exact.of(quote.ask);
    const prices = [
      ['price', facts.cap()],
      ['stop', facts.stop()],
      ['target', facts.target()],
      ['bid', bid],
      ['ask', ask],
      ['last trade', Exact.of(quote.last)],
    ] as const;
    for (const [name, price] of prices) {
      if (price === undefined || price.isPositive()) continue;
      return deny(
        `${name} ${printPrice(price)}`,
        limit,
        `The ${name} is not above zero, which no market trades at; give a price above zero or wait for a sound quote.`,
      );
    }
    const observed = () => `bid ${printPrice(bid)}, ask ${printPrice(ask)}`;
    if (bid.atLeast(ask))
      return deny(
        observed,
        limit,
        'The best bid is not below the best ask, so the quote is unsound; wait for the next one.',
      );
    return pass(observed, limit, 'All prices are above zero and the quote is sound.');
  },
});
