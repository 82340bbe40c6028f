import { defineCheck } from '../RiskCheck.ts';
import { shareOfExposure } from '../shareOfExposure.ts';

export const capitalGross = defineCheck({
  code: 'capital.gross',
  title: 'Gross exposure',
  description:
    'All holdings, everything that open and unknown orders may still buy, and this order are together at most this share of the equity.',
  limitKeys: ['maxGrossExposurePercentOfEquity'],
  exemptsReductions: 'This order makes the exposure smaller.',
  assess: (facts) =>
    shareOfExposure(facts, facts.exposures()?.gross(), {
      limit: 'maxGrossExposurePercentOfEquity',
      what: 'The exposure of the account',
      passed: 'The exposure of the account stays within its limit.',
      denied:
        'The account would be too much invested; make the order smaller, or sell or cancel something first.',
    }),
});
