import { correlatedExposure } from '../correlatedExposure.ts';
import { defineCheck } from '../RiskCheck.ts';
import { shareOfExposure } from '../shareOfExposure.ts';

export const capitalCorrelated = defineCheck({
  code: 'capital.correlated',
  title: 'Correlated exposure',
  description:
    'Everything held or still to be bought of the assets that move together with this one, and this order, are together at most this share of the equity. An asset that is in no group counts with every other.',
  limitKeys: ['correlatedAssets', 'maxCorrelatedExposurePercentOfEquity'],
  exemptsReductions: 'This order makes the exposure smaller.',
  assess(facts) {
    const { account, limits } = facts.input;
    const exposures = facts.exposures();
    const together =
      account && exposures && correlatedExposure(facts.base, limits.correlatedAssets, account, exposures);
    const names = () => [...new Set([facts.base, ...(together?.assets ?? [])])].join(', ');
    return shareOfExposure(facts, together, {
      limit: 'maxCorrelatedExposurePercentOfEquity',
      what: 'The exposure to assets that move together',
      passed: () => `What moves together (${names()}) stays within its limit.`,
      denied: () =>
        `Too much would move together (${names()}); make the order smaller, or sell or cancel some of these first.`,
    });
  },
});
