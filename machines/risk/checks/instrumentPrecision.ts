import { deny, missing, pass } from '../answers.ts';
import { instrumentNumbers } from '../instrumentNumbers.ts';
import { printPrice, printQuantity } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const instrumentPrecision = defineCheck({
  code: 'instrument.precision',
  title: 'Precision',
  description: 'Quantity lies on the quantity step; price, stop and target lie on the price tick.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { instrument } = facts.input;
    if (instrument === undefined)
      return missing(`The steps of ${facts.input.terms.instrument}`, 'on the venue’s steps');
    const { quantityStep, priceTick } = instrument;
    const limit = () => `quantity step ${quantityStep}, price tick ${priceTick}`;
    const steps = instrumentNumbers(instrument);
    const quantity = facts.quantity();
    if (!quantity.isMultipleOf(steps.quantityStep)) {
      return deny(
        printQuantity(quantity, facts.base),
        limit,
        `The quantity is not a multiple of ${quantityStep} ${facts.base}; round it down to one.`,
      );
    }
    for (const [name, price] of [
      ['price', facts.cap()],
      ['stop', facts.stop()],
      ['target', facts.target()],
    ] as const) {
      if (price === undefined || price.isMultipleOf(steps.priceTick)) continue;
      return deny(
        `${name} ${printPrice(price)}`,
        limit,
        `The ${name} is not a multiple of ${priceTick} ${facts.currency}; move it to one.`,
      );
    }
    return pass('on the steps', limit, 'Quantity and prices lie on the venue’s steps.');
  },
});
