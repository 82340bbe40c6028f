import { deny, notApplicable, pass } from '../answers.ts';
import { printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const priceStopRequired = defineCheck({
  code: 'price.stopRequired',
  title: 'Stop given',
  description: 'An entry has a protective stop, unless the limits say that none is needed.',
  limitKeys: ['requireStop'],
  exemptsReductions: 'No stop follows an order that reduces a position.',
  assess(facts) {
    const stop = facts.stop();
    if (stop !== undefined)
      return pass(() => `stop ${printPrice(stop)}`, 'a stop', 'The entry comes with a protective stop.');
    if (!facts.input.limits.requireStop) return notApplicable('The limits allow entries without a stop.');
    return deny('no stop', 'a stop', 'An entry needs a protective stop; give the price at which to get out.');
  },
});
