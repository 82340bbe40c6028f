import { deny, missing, pass } from '../answers.ts';
import { printCount } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const rateOrdersPerMinute = defineCheck({
  code: 'rate.ordersPerMinute',
  title: 'Orders a minute',
  description: 'No more than so many orders within any minute, this one included.',
  limitKeys: ['maxOrdersPerMinute'],
  exemptsReductions: 'A burst of orders does not keep anybody from getting out.',
  assess(facts) {
    const { account, now } = facts.input;
    const limit = () => `≤ ${printCount(facts.count('maxOrdersPerMinute'), 'order')} a minute`;
    if (account === undefined) return missing('How many orders went out lately', limit);
    const count = account.orders.sent.countAfter(now - 60_000) + 1;
    const most = facts.count('maxOrdersPerMinute');
    return count <= most
      ? pass(
          () => `${printCount(count, 'order')} a minute`,
          limit,
          'Orders go out at an ordinary pace.',
          () => count / most,
        )
      : deny(
          `${printCount(count, 'order')} a minute`,
          limit,
          'Too many orders went out in the last minute; wait a little.',
        );
  },
});
