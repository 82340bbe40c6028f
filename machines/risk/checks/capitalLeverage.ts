import type { Rounding } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { type Printable, printTimes } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalLeverage = defineCheck({
  code: 'capital.leverage',
  title: 'Leverage',
  description:
    'All holdings, everything that open and unknown orders may still buy, and this order are together at most so many times the equity.',
  limitKeys: ['maxLeverageTimesEquity'],
  exemptsReductions: 'This order makes the exposure smaller.',
  assess(facts) {
    const allowed = facts.limit('maxLeverageTimesEquity');
    const print = (value: Printable, rounding?: Rounding) => `${printTimes(value, rounding)} equity`;
    const limit = () => `≤ ${print(allowed)}`;
    const gross = facts.exposures()?.gross();
    if (gross?.unpriced !== undefined) return missing(`The price of ${gross.unpriced}`, limit);
    const share = facts.ofEquity(gross?.value?.plus(facts.notional()));
    if (share === undefined) return missing('The exposure of the account and its equity', limit);
    const { part, whole } = share;
    const times = (rounding?: Rounding) => print(share, rounding);
    const most = allowed.times(whole);
    return part.atMost(most)
      ? pass(
          () => times(),
          limit,
          'The account does not trade with more than it is allowed to.',
          () => part.toNumber() / most.toNumber(),
        )
      : deny(
          () => times('up'),
          limit,
          'The account would trade with more than its equity allows; make the order smaller.',
        );
  },
});
