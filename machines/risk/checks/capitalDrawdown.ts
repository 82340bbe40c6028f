import { Decimal, decimal } from '../../../domain/decimal.ts';
import { deny, missing, pass } from '../answers.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const capitalDrawdown = defineCheck({
  code: 'capital.drawdown',
  title: 'Drawdown',
  description: 'The account stands less than this share below its highest equity.',
  limitKeys: ['maxDrawdownPercent'],
  exemptsReductions: 'A loss does not keep anybody from getting out.',
  assess(facts) {
    const { account, limits } = facts.input;
    const allowed = new Decimal(limits.maxDrawdownPercent);
    const limit = `< ${printPercent(allowed)} below the peak`;
    if (account === undefined) return missing('The drawdown', limit);
    const equity = decimal(account.equity);
    const peak = Decimal.max(decimal(account.peakEquity), equity);
    const drawdown = percentOf(peak.minus(equity), peak);
    if (drawdown === undefined) return missing('The drawdown', limit);
    return drawdown.lessThan(allowed)
      ? pass(`${printPercent(drawdown)} below the peak`, limit, 'The drawdown is within its limit.')
      : deny(
          `${printPercent(drawdown, 'up')} below the peak`,
          limit,
          'The account has lost as much from its peak as it may; no new entries until a person has looked at why.',
        );
  },
});
