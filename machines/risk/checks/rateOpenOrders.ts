import { deny, missing, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

export const rateOpenOrders = defineCheck({
  code: 'rate.openOrders',
  title: 'Open orders',
  description: 'No more than so many orders that may still trade, this one and unknown ones included.',
  limitKeys: ['maxOpenOrders'],
  exemptsReductions: 'Open orders do not keep anybody from getting out.',
  assess({ input }) {
    const { account, limits } = input;
    const limit = `≤ ${limits.maxOpenOrders} open orders`;
    if (account === undefined) return missing('How many orders are open', limit);
    const count = account.openOrders.length + 1;
    return count <= limits.maxOpenOrders
      ? pass(`${count} open orders`, limit, 'There is room for another open order.')
      : deny(`${count} open orders`, limit, 'Too many orders are open; cancel one first.');
  },
});
