import { defineCheck } from '../RiskCheck.ts';
import { shareOfExposure } from '../shareOfExposure.ts';

export const capitalAsset = defineCheck({
  code: 'capital.asset',
  title: 'Exposure to one asset',
  description:
    'What is held of the asset, what open and unknown orders of all instruments may still buy of it, and this order are together at most this share of the equity.',
  limitKeys: ['maxAssetExposurePercentOfEquity'],
  exemptsReductions: 'This order makes the exposure smaller.',
  assess: (facts) =>
    shareOfExposure(facts, facts.exposures()?.asset(facts.base), {
      limit: 'maxAssetExposurePercentOfEquity',
      what: `The exposure to ${facts.base}`,
      passed: () => `The exposure to ${facts.base} stays within its limit.`,
      denied: () =>
        `Too much would depend on ${facts.base}; make the order smaller, or sell or cancel some of it first.`,
    }),
});
