import { missing, notApplicable, shareAtMost } from '../answers.ts';
import { printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

const noStop = notApplicable(
  'There is no stop to measure the loss at; whether one is needed is another check.',
);

export const capitalRiskAtStop = defineCheck({
  code: 'capital.riskAtStop',
  title: 'Loss at the stop',
  description:
    'Bought at the worst price and sold at the stop, with both fees and the expected slippage, the order loses at most this share of the equity.',
  limitKeys: ['maxRiskAtStopPercentOfEquity'],
  exemptsReductions: 'This order makes the risk smaller.',
  assess(facts) {
    if (facts.stop() === undefined) return noStop;
    const risk = facts.riskAtStop();
    const allowed = facts.limit('maxRiskAtStopPercentOfEquity');
    const share = facts.ofEquity(risk?.part);
    if (risk === undefined || share === undefined)
      return missing(
        'The loss at the stop (fees, book depth or equity)',
        () => `≤ ${printPercent(allowed)} of equity`,
      );
    return shareAtMost({ part: share.part, whole: share.whole.times(risk.whole) }, allowed, {
      print: (percent) => `${percent} of equity`,
      passed: 'The loss at the stop is bearable.',
      denied: 'Too much would be lost at the stop; make the order smaller or the stop nearer.',
    });
  },
});
