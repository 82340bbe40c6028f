import { defineCheck } from '../RiskCheck.ts';
import { shareOfEquity } from '../shareOfEquity.ts';

export const sizePercentOfEquity = defineCheck({
  code: 'size.percentOfEquity',
  title: 'Order size against equity',
  description: 'One order is worth at most this share of the equity.',
  limitKeys: ['maxOrderPercentOfEquity'],
  exemptsReductions: 'A position may be reduced in any size.',
  assess: (facts) =>
    shareOfEquity(facts, facts.notional(), {
      limit: 'maxOrderPercentOfEquity',
      what: 'The account’s equity',
      passed: 'The order is a small enough share of the account.',
      denied: 'The order is too large a share of the account; make it smaller.',
    }),
});
