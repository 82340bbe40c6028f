import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, shareAtMost } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';
import { printPercent } from '../print.ts';

export const chainSimulatedSell = defineChainCheck({
  code: 'chain.simulatedSell',
  title: 'Can be sold again',
  description:
    'Simulated, what an entry would buy can be sold back at once and loses at most this share, fees included.',
  limitKeys: ['maxChainRoundTripLossPercent'],
  exemptsReductions: 'Getting out needs no way back.',
  assess(facts, { amountIn, simulatedBack }) {
    const allowed = facts.limit('maxChainRoundTripLossPercent');
    const limit = () => `≤ ${printPercent(allowed)} lost`;
    if (amountIn === undefined) return missing('What goes in', limit);
    if (simulatedBack === undefined) return missing('Whether the token can be sold again', limit);
    if (simulatedBack === null)
      return deny(
        'reverts',
        limit,
        'Simulated, the token cannot be sold again: whatever is paid for it is lost. Do not buy it.',
      );
    const whole = Exact.of(amountIn);
    if (!whole.isPositive()) return missing('What goes in', limit);
    return shareAtMost({ part: whole.minus(Exact.of(simulatedBack)), whole }, allowed, {
      print: (percent) => `${percent} lost`,
      passed: 'Simulated, the token can be sold again.',
      denied:
        'Simulated, buying and selling at once loses too much: the token takes a fee or its pool is thin. Do not buy it.',
    });
  },
});
