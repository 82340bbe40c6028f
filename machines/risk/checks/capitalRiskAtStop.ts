import { Decimal } from '../../../domain/decimal.ts';
import { atMost, missing, notApplicable } from '../answers.ts';
import { printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalRiskAtStop = defineCheck({
  code: 'capital.riskAtStop',
  title: 'Loss at the stop',
  description:
    'Bought at the worst price and sold at the stop, with both fees and the expected slippage, the order loses at most this share of the equity.',
  limitKeys: ['maxRiskAtStopPercentOfEquity'],
  exemptsReductions: 'This order makes the risk smaller.',
  assess(facts) {
    const allowed = new Decimal(facts.input.limits.maxRiskAtStopPercentOfEquity);
    if (facts.stop() === undefined)
      return notApplicable(
        'There is no stop to measure the loss at; whether one is needed is another check.',
      );
    const risk = facts.riskAtStop();
    const share = risk && facts.percentOfEquity(risk);
    if (share === undefined)
      return missing(
        'The loss at the stop (fees, book depth or equity)',
        `≤ ${printPercent(allowed)} of equity`,
      );
    return atMost(share, allowed, {
      print: (value, rounding) => `${printPercent(value, rounding)} of equity`,
      passed: 'The loss at the stop is bearable.',
      denied: 'Too much would be lost at the stop; make the order smaller or the stop nearer.',
    });
  },
});
