import { Exact, type Rounding } from '../../../domain/Exact.ts';
import { atMost, missing } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';
import { type Printable, printMoney } from '../print.ts';

export const chainGasCap = defineChainCheck({
  code: 'chain.gasCap',
  title: 'Gas cost',
  description: 'The transaction can cost at most this much in fees.',
  limitKeys: ['maxChainGasCostQuote'],
  exemptsReductions: null,
  assess(facts, { maxGasCostQuote }) {
    const allowed = facts.limit('maxChainGasCostQuote');
    const print = (value: Printable, rounding?: Rounding) => printMoney(value, facts.currency, rounding);
    if (maxGasCostQuote === undefined)
      return missing('What the transaction can cost', () => `≤ ${print(allowed)}`);
    return atMost(Exact.of(maxGasCostQuote), allowed, {
      print,
      passed: 'The fees of the transaction are bounded.',
      denied:
        'The transaction could cost more in fees than allowed; wait until the chain is quieter, or lower its cap.',
    });
  },
});
