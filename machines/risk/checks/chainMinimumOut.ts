import { Exact } from '../../../domain/Exact.ts';
import { missing, shareAtMost } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';
import { printPercent } from '../print.ts';

export const chainMinimumOut = defineChainCheck({
  code: 'chain.minimumOut',
  title: 'Minimum out',
  description: 'The least that the transaction accepts lies at most this far below an independent quote.',
  limitKeys: ['maxChainSlippagePercent'],
  exemptsReductions: null,
  assess(facts, { minimumOut, independentOut }) {
    const allowed = facts.limit('maxChainSlippagePercent');
    const limit = () => `≤ ${printPercent(allowed)} below the quote`;
    if (minimumOut === undefined) return missing('The minimum out', limit);
    if (independentOut === undefined) return missing('An independent quote', limit);
    const whole = Exact.of(independentOut);
    if (!whole.isPositive()) return missing('An independent quote', limit);
    return shareAtMost({ part: whole.minus(Exact.of(minimumOut)), whole }, allowed, {
      print: (percent) => `${percent} below the quote`,
      passed: 'The minimum out is near an independent quote.',
      denied:
        'The transaction would accept far less than it should give, and somebody could take the difference; raise the minimum.',
    });
  },
});
