import { deny, missing, pass } from '../answers.ts';
import { printCount } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const rateOrdersPerMinute = defineCheck({
  code: 'rate.ordersPerMinute',
  title: 'Orders a minute',
  description: 'No more than so many orders within any minute, this one included.',
  limitKeys: ['maxOrdersPerMinute'],
  exemptsReductions: 'A burst of orders does not keep anybody from getting out.',
  assess({ input }) {
    const { account, limits, now } = input;
    const limit = `≤ ${printCount(limits.maxOrdersPerMinute, 'order')} a minute`;
    if (account === undefined) return missing('How many orders went out lately', limit);
    const count = account.recentOrders.filter((order) => order.at > now - 60_000).length + 1;
    return count <= limits.maxOrdersPerMinute
      ? pass(`${printCount(count, 'order')} a minute`, limit, 'Orders go out at an ordinary pace.')
      : deny(
          `${printCount(count, 'order')} a minute`,
          limit,
          'Too many orders went out in the last minute; wait a little.',
        );
  },
});
