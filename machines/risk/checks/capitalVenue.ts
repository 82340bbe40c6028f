import { defineCheck } from '../RiskCheck.ts';
import { shareOfExposure } from '../shareOfExposure.ts';

export const capitalVenue = defineCheck({
  code: 'capital.venue',
  title: 'Exposure at one venue',
  description:
    'What is held at the venue, what open and unknown orders there may still buy, and this order are together at most this share of the equity.',
  limitKeys: ['maxVenueExposurePercentOfEquity'],
  exemptsReductions: 'This order makes the exposure smaller.',
  assess(facts) {
    const { venue } = facts.input.terms;
    return shareOfExposure(facts, facts.exposures()?.venue(venue), {
      limit: 'maxVenueExposurePercentOfEquity',
      what: `The exposure at ${venue}`,
      passed: () => `The exposure at ${venue} stays within its limit.`,
      denied: () =>
        `Too much would be held at ${venue}; make the order smaller, or sell or cancel something there first.`,
    });
  },
});
