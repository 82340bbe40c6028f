import { decimal } from '../../../domain/decimal.ts';
import { atMost, missing } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';
import { printMoney } from '../print.ts';

export const chainGasCap = defineChainCheck({
  code: 'chain.gasCap',
  title: 'Gas cost',
  description: 'The transaction can cost at most this much in fees.',
  limitKeys: ['maxChainGasCostQuote'],
  exemptsReductions: null,
  assess(facts, { maxGasCostQuote }) {
    const allowed = facts.limit('maxChainGasCostQuote');
    const print = (value: typeof allowed, rounding?: 'nearest' | 'up' | 'down') =>
      printMoney(value, facts.currency, rounding);
    if (maxGasCostQuote === undefined)
      return missing('What the transaction can cost', () => `≤ ${print(allowed)}`);
    return atMost(decimal(maxGasCostQuote), allowed, {
      print,
      passed: 'The fees of the transaction are bounded.',
      denied:
        'The transaction could cost more in fees than allowed; wait until the chain is quieter, or lower its cap.',
    });
  },
});
