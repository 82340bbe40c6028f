import { printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import { shareOfEquity } from '../shareOfEquity.ts';
import { deepestFallAfter } from '../sums/trades.ts';

export const protectionTradeDrawdown = defineCheck({
  code: 'protection.tradeDrawdown',
  title: 'Drawdown of closed trades',
  description:
    'The summed profit of the trades closed within the window has fallen from its highest point by at most this share of the equity.',
  limitKeys: ['maxTradeDrawdownPercentOfEquity', 'tradeDrawdownWindowSeconds'],
  exemptsReductions: 'Losses do not keep anybody from getting out.',
  assess(facts) {
    const { account, now } = facts.input;
    const windowMs = facts.count('tradeDrawdownWindowSeconds') * 1000;
    const fall = account && deepestFallAfter(account.trades, now - windowMs);
    return shareOfEquity(facts, fall, {
      limit: 'maxTradeDrawdownPercentOfEquity',
      what: 'What the last trades have lost',
      passed: 'The closed trades have not lost too much.',
      denied: () =>
        `The trades closed within ${printSeconds(windowMs)} have lost too much; look at why, and wait until they lie further back.`,
    });
  },
});
