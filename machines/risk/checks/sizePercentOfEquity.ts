import { Decimal } from '../../../domain/decimal.ts';
import { atMost, missing } from '../answers.ts';
import { printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const sizePercentOfEquity = defineCheck({
  code: 'size.percentOfEquity',
  title: 'Order size against equity',
  description: 'One order is worth at most this share of the equity.',
  limitKeys: ['maxOrderPercentOfEquity'],
  exemptsReductions: 'A position may be reduced in any size.',
  assess(facts) {
    const allowed = new Decimal(facts.input.limits.maxOrderPercentOfEquity);
    const share = facts.percentOfEquity(facts.notional());
    if (share === undefined) return missing('The account’s equity', `≤ ${printPercent(allowed)} of equity`);
    return atMost(share, allowed, {
      print: (value, rounding) => `${printPercent(value, rounding)} of equity`,
      passed: 'The order is a small enough share of the account.',
      denied: 'The order is too large a share of the account; make it smaller.',
    });
  },
});
