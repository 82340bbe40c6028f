import { Decimal } from '../../../domain/decimal.ts';
import { atMost, missing } from '../answers.ts';
import { printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalGross = defineCheck({
  code: 'capital.gross',
  title: 'Gross exposure',
  description:
    'All holdings, everything that open and unknown orders may still buy, and this order are together at most this share of the equity.',
  limitKeys: ['maxGrossExposurePercentOfEquity'],
  exemptsReductions: 'This order makes the exposure smaller.',
  assess(facts) {
    const allowed = new Decimal(facts.input.limits.maxGrossExposurePercentOfEquity);
    const limit = `≤ ${printPercent(allowed)} of equity`;
    const exposure = facts.exposure();
    if (exposure?.unpriced !== undefined) return missing(`The price of ${exposure.unpriced}`, limit);
    const share = exposure?.gross && facts.percentOfEquity(exposure.gross.plus(facts.notional()));
    if (share === undefined) return missing('The exposure of the account', limit);
    return atMost(share, allowed, {
      print: (value, rounding) => `${printPercent(value, rounding)} of equity`,
      passed: 'The exposure of the account stays within its limit.',
      denied:
        'The account would be too much invested; make the order smaller, or sell or cancel something first.',
    });
  },
});
