import { deny, missing, pass } from '../answers.ts';
import { printCount, printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const rateRepeated = defineCheck({
  code: 'rate.repeated',
  title: 'Repeated execution',
  description:
    'No more than so many orders for the same instrument and side within the window, this one included.',
  limitKeys: ['maxRepeatedExecutions', 'repeatWindowSeconds'],
  exemptsReductions: 'Repetition does not keep anybody from getting out.',
  assess(facts) {
    const { account, now, terms } = facts.input;
    const windowMs = facts.count('repeatWindowSeconds') * 1000;
    const print = (count: number) => `${printCount(count, 'order')} within ${printSeconds(windowMs)}`;
    const limit = () => `≤ ${print(facts.count('maxRepeatedExecutions'))}`;
    if (account === undefined) return missing('How often the same went out lately', limit);
    const sent = account.orders.instruments.get(terms.instrument)?.sent[terms.side];
    const count = (sent?.countAfter(now - windowMs) ?? 0) + 1;
    const most = facts.count('maxRepeatedExecutions');
    return count <= most
      ? pass(
          () => print(count),
          limit,
          'The same is not done again and again.',
          () => count / most,
        )
      : deny(
          () => print(count),
          limit,
          () =>
            `${terms.instrument} was bought again and again; something may run in a circle. Wait, and look at who proposes.`,
        );
  },
});
