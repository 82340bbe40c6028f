import { deny, pass } from '../answers.ts';
import { printMoney } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const sizeNotional = defineCheck({
  code: 'size.notional',
  title: 'Order size in money',
  description: 'Quantity × worst price lies between the smallest and the largest order allowed.',
  limitKeys: ['minOrderNotionalQuote', 'maxOrderNotionalQuote'],
  exemptsReductions: 'A position may be reduced in any size.',
  assess(facts) {
    const least = facts.limit('minOrderNotionalQuote');
    const most = facts.limit('maxOrderNotionalQuote');
    const notional = facts.notional();
    const limit = () => `${printMoney(least, facts.currency)} to ${printMoney(most, facts.currency)}`;
    if (notional.lessThan(least))
      return deny(
        printMoney(notional, facts.currency, 'down'),
        limit,
        `The order is worth less than ${printMoney(least, facts.currency)}; make it larger.`,
      );
    if (notional.greaterThan(most))
      return deny(
        printMoney(notional, facts.currency, 'up'),
        limit,
        `The order is worth more than ${printMoney(most, facts.currency)}; make it smaller.`,
      );
    return pass(() => printMoney(notional, facts.currency), limit, 'The order’s size is allowed.');
  },
});
