import { deny, missing, pass } from '../answers.ts';
import { printCount, printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import { tradesAfter } from '../sums/trades.ts';

export const protectionStopLossGuard = defineCheck({
  code: 'protection.stopLossGuard',
  title: 'Stop-loss guard',
  description:
    'Within the window there were no more stop-outs than allowed, neither in all nor of this instrument; one more pauses entries until the window has passed.',
  limitKeys: ['maxStopOuts', 'maxStopOutsPerInstrument', 'stopOutWindowSeconds'],
  exemptsReductions: 'Stop-outs do not keep anybody from getting out.',
  assess(facts) {
    const { account, now, terms } = facts.input;
    const windowMs = facts.count('stopOutWindowSeconds') * 1000;
    const limit = () =>
      `≤ ${printCount(facts.count('maxStopOuts'), 'stop-out')} in all and ${facts.count('maxStopOutsPerInstrument')} of ${terms.instrument} within ${printSeconds(windowMs)}`;
    if (account === undefined) return missing('How often stops were hit lately', limit);
    const all = tradesAfter(account.trades, now - windowMs).stopOuts;
    const own = tradesAfter(account.trades, now - windowMs, terms.instrument).stopOuts;
    const observed = () => `${printCount(all, 'stop-out')} in all, ${own} of ${terms.instrument}`;
    if (all <= facts.count('maxStopOuts') && own <= facts.count('maxStopOutsPerInstrument'))
      return pass(observed, limit, 'Stops were not hit too often.');
    return deny(
      observed,
      limit,
      () =>
        `Stops were hit too often within ${printSeconds(windowMs)}, so the market may not be what the entries assume; wait until they lie further back.`,
    );
  },
});
