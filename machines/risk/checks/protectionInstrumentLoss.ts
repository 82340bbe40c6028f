import { pass } from '../answers.ts';
import { printCount } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import { shareOfEquity } from '../shareOfEquity.ts';
import { tradesAfter } from '../sums/trades.ts';

export const protectionInstrumentLoss = defineCheck({
  code: 'protection.instrumentLoss',
  title: 'Low-profit instrument',
  description:
    'The trades of this instrument closed within the window have together lost at most this share of the equity, once there are enough of them to tell.',
  limitKeys: [
    'maxInstrumentLossPercentOfEquity',
    'minTradesToJudgeInstrument',
    'instrumentLossWindowSeconds',
  ],
  exemptsReductions: 'Losses do not keep anybody from getting out.',
  assess(facts) {
    const { account, now, terms } = facts.input;
    const windowMs = facts.count('instrumentLossWindowSeconds') * 1000;
    const limit = () => `≥ ${printCount(facts.count('minTradesToJudgeInstrument'), 'trade')} to tell`;
    const window = account && tradesAfter(account.trades, now - windowMs, terms.instrument);
    if (window !== undefined && window.trades < facts.count('minTradesToJudgeInstrument'))
      return pass(
        () => printCount(window.trades, 'trade'),
        limit,
        'The instrument was not traded often enough lately to judge it.',
      );
    return shareOfEquity(facts, window?.profit.neg(), {
      limit: 'maxInstrumentLossPercentOfEquity',
      what: `What ${terms.instrument} has earned lately`,
      passed: () => `${terms.instrument} has not lost too much lately.`,
      denied: () =>
        `${terms.instrument} has lost too much lately; leave it alone until its trades lie further back.`,
    });
  },
});
