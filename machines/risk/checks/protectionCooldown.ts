import { deny, missing, notApplicable, pass } from '../answers.ts';
import { printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import { lastStopOut } from '../sums/trades.ts';

export const protectionCooldown = defineCheck({
  code: 'protection.cooldown',
  title: 'Cooldown after a stop',
  description: 'After a stop-out an instrument is not entered again for this long.',
  limitKeys: ['cooldownAfterStopSeconds'],
  exemptsReductions: 'A cooldown does not keep anybody from getting out.',
  assess(facts) {
    const { account, now, terms } = facts.input;
    const cooldownMs = facts.count('cooldownAfterStopSeconds') * 1000;
    const limit = () => `≥ ${printSeconds(cooldownMs)} since the last stop-out`;
    if (cooldownMs === 0) return notApplicable('The limits ask for no cooldown.');
    if (account === undefined) return missing('When the instrument was last stopped out', limit);
    const stoppedAt = lastStopOut(account.trades, terms.instrument);
    if (stoppedAt === undefined)
      return pass('no stop-out', limit, 'The instrument was not stopped out lately.');
    const since = Math.max(0, now - stoppedAt);
    return since >= cooldownMs
      ? pass(
          () => `${printSeconds(since)} since`,
          limit,
          'The cooldown after the last stop-out is over.',
          () => cooldownMs / since,
        )
      : deny(
          `${printSeconds(since)} since`,
          limit,
          `${terms.instrument} was stopped out ${printSeconds(since)} ago; wait another ${printSeconds(cooldownMs - since)}.`,
        );
  },
});
