import { Exact, type Rounding } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { percentPart } from '../percentPart.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalDrawdown = defineCheck({
  code: 'capital.drawdown',
  title: 'Drawdown',
  description:
    'The account stands less than this share below its highest equity since a person last cleared a drawdown.',
  limitKeys: ['maxDrawdownPercent'],
  exemptsReductions: 'A loss does not keep anybody from getting out.',
  assess(facts) {
    const { account } = facts.input;
    const allowed = facts.limit('maxDrawdownPercent');
    const limit = () => `< ${printPercent(allowed)} below the peak`;
    if (account === undefined) return missing('The drawdown', limit);
    const equity = facts.equity();
    const known = Exact.of(account.peakEquity);
    if (equity === undefined) return missing('The drawdown', limit);
    const peak = known.lessThan(equity) ? equity : known;
    if (!peak.isPositive()) return missing('The drawdown', limit);
    const fall = peak.minus(equity);
    const print = (rounding?: Rounding) =>
      `${printPercent(percentOf(fall, peak) ?? fall, rounding)} below the peak`;
    const most = percentPart(peak, allowed);
    return fall.lessThan(most)
      ? pass(
          () => print(),
          limit,
          'The drawdown is within its limit.',
          () => fall.toNumber() / most.toNumber(),
        )
      : deny(
          () => print('up'),
          limit,
          'The account has lost as much from its peak as it may; no new entries until a person has looked at why.',
        );
  },
});
