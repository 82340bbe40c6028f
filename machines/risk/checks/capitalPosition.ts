import { Decimal } from '../../../domain/decimal.ts';
import { atMost, missing } from '../answers.ts';
import { printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalPosition = defineCheck({
  code: 'capital.position',
  title: 'Position size',
  description:
    'What is held of the instrument, what open and unknown orders may still buy, and this order are together at most this share of the equity.',
  limitKeys: ['maxPositionPercentOfEquity'],
  exemptsReductions: 'This order makes the position smaller.',
  assess(facts) {
    const allowed = new Decimal(facts.input.limits.maxPositionPercentOfEquity);
    const limit = `≤ ${printPercent(allowed)} of equity`;
    const position = facts.exposure()?.position;
    const share = position && facts.percentOfEquity(position.plus(facts.notional()));
    if (share === undefined)
      return missing(`The position in ${facts.base} and its share of the equity`, limit);
    return atMost(share, allowed, {
      print: (value, rounding) => `${printPercent(value, rounding)} of equity`,
      passed: 'The position stays within its limit.',
      denied: `The position in ${facts.base}, open orders included, would grow too large; make the order smaller or cancel an open buy.`,
    });
  },
});
