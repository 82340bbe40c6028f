import { Exact, type Rounding } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { percentPart } from '../percentPart.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalDailyLoss = defineCheck({
  code: 'capital.dailyLoss',
  title: 'Loss of the day',
  description: 'The account has lost less than this share of its equity since the day began (UTC).',
  limitKeys: ['maxDailyLossPercentOfEquity'],
  exemptsReductions: 'A loss does not keep anybody from getting out.',
  assess(facts) {
    const { account } = facts.input;
    const allowed = facts.limit('maxDailyLossPercentOfEquity').neg();
    const limit = () => `> ${printPercent(allowed)} today`;
    if (account === undefined) return missing('The profit of the day', limit);
    const start = Exact.of(account.dayStartEquity);
    const equity = facts.equity();
    if (equity === undefined || !start.isPositive()) return missing('The profit of the day', limit);
    const change = equity.minus(start);
    const print = (rounding?: Rounding) =>
      `${printPercent(percentOf(change, start) ?? change, rounding)} today`;
    const worst = percentPart(start, allowed);
    return change.greaterThan(worst)
      ? pass(
          () => print(),
          limit,
          'The loss of the day is within its limit.',
          () => change.toNumber() / worst.toNumber(),
        )
      : deny(
          () => print('down'),
          limit,
          'The account has lost as much today as it may; no new entries until tomorrow (UTC).',
        );
  },
});
