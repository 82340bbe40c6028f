import { Decimal, decimal } from '../../../domain/decimal.ts';
import { deny, missing, pass } from '../answers.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalDailyLoss = defineCheck({
  code: 'capital.dailyLoss',
  title: 'Loss of the day',
  description: 'The account has lost less than this share of its equity since the day began (UTC).',
  limitKeys: ['maxDailyLossPercentOfEquity'],
  exemptsReductions: 'A loss does not keep anybody from getting out.',
  assess(facts) {
    const { account, limits } = facts.input;
    const allowed = new Decimal(limits.maxDailyLossPercentOfEquity).neg();
    const limit = `> ${printPercent(allowed)} today`;
    if (account === undefined) return missing('The profit of the day', limit);
    const start = decimal(account.dayStartEquity);
    const change = percentOf(decimal(account.equity).minus(start), start);
    if (change === undefined) return missing('The profit of the day', limit);
    return change.greaterThan(allowed)
      ? pass(`${printPercent(change)} today`, limit, 'The loss of the day is within its limit.')
      : deny(
          `${printPercent(change, 'down')} today`,
          limit,
          'The account has lost as much today as it may; no new entries until tomorrow (UTC).',
        );
  },
});
