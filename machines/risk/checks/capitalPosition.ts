import { defineCheck } from '../RiskCheck.ts';
import { shareOfExposure } from '../shareOfExposure.ts';

export const capitalPosition = defineCheck({
  code: 'capital.position',
  title: 'Position size',
  description:
    'What is held of the instrument, what open and unknown orders may still buy, and this order are together at most this share of the equity.',
  limitKeys: ['maxPositionPercentOfEquity'],
  exemptsReductions: 'This order makes the position smaller.',
  assess: (facts) =>
    shareOfExposure(facts, facts.exposures()?.position(), {
      limit: 'maxPositionPercentOfEquity',
      what: `The position in ${facts.base} and its share of the equity`,
      passed: 'The position stays within its limit.',
      denied: () =>
        `The position in ${facts.base}, open orders included, would grow too large; make the order smaller or cancel an open buy.`,
    }),
});
