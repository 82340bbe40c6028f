import { deny, missing, pass } from '../answers.ts';
import { printCount, printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import { tradesAfter } from '../sums/trades.ts';

export const protectionLossStreak = defineCheck({
  code: 'protection.lossStreak',
  title: 'Loss streak',
  description:
    'Within the window, and since a person last cleared a streak, no more trades in a row have lost than allowed.',
  limitKeys: ['maxLossStreak', 'lossStreakWindowSeconds'],
  exemptsReductions: 'Losses do not keep anybody from getting out.',
  assess(facts) {
    const { account, now } = facts.input;
    const windowMs = facts.count('lossStreakWindowSeconds') * 1000;
    const print = (count: number) => `${printCount(count, 'loss', 'losses')} in a row`;
    const limit = () => `≤ ${print(facts.count('maxLossStreak'))} within ${printSeconds(windowMs)}`;
    if (account === undefined) return missing('How the last trades ended', limit);
    const { lossStreak } = tradesAfter(account.trades, Math.max(now - windowMs, account.streakClearedAt));
    const most = facts.count('maxLossStreak');
    return lossStreak <= most
      ? pass(
          () => print(lossStreak),
          limit,
          'The last trades did not all lose.',
          () => lossStreak / most,
        )
      : deny(
          () => print(lossStreak),
          limit,
          'Too many trades in a row have lost; look at why, and wait until they lie further back.',
        );
  },
});
