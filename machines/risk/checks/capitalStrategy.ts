import { defineCheck } from '../RiskCheck.ts';
import { shareOfExposure } from '../shareOfExposure.ts';

export const capitalStrategy = defineCheck({
  code: 'capital.strategy',
  title: 'Exposure of one strategy',
  description:
    'What is held from the entries of this proposer (a strategy or an agent by its name, or the operator), its open and unknown buys, and this order are together at most this share of the equity.',
  limitKeys: ['maxStrategyExposurePercentOfEquity'],
  exemptsReductions: 'This order makes the exposure smaller.',
  assess(facts) {
    const { by } = facts.input;
    return shareOfExposure(facts, facts.exposures()?.proposer(by.id), {
      limit: 'maxStrategyExposurePercentOfEquity',
      what: `The exposure of ${by.id}`,
      passed: () => `The exposure of ${by.id} stays within its limit.`,
      denied: () =>
        `${by.id} would be too much invested; make the order smaller, or sell or cancel something of its own first.`,
    });
  },
});
