import { deny, missing, pass } from '../answers.ts';
import { printCount } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const rateOpenOrders = defineCheck({
  code: 'rate.openOrders',
  title: 'Open orders',
  description: 'No more than so many orders that may still trade, this one and unknown ones included.',
  limitKeys: ['maxOpenOrders'],
  exemptsReductions: 'Open orders do not keep anybody from getting out.',
  assess(facts) {
    const { account } = facts.input;
    const limit = () => `≤ ${printCount(facts.count('maxOpenOrders'), 'open order')}`;
    if (account === undefined) return missing('How many orders are open', limit);
    const count = account.orders.openOrders + 1;
    const most = facts.count('maxOpenOrders');
    return count <= most
      ? pass(
          () => printCount(count, 'open order'),
          limit,
          'There is room for another open order.',
          () => count / most,
        )
      : deny(printCount(count, 'open order'), limit, 'Too many orders are open; cancel one first.');
  },
});
