import { deny, missing, pass } from '../answers.ts';
import { instrumentNumbers } from '../instrumentNumbers.ts';
import { printMoney, printQuantity } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const instrumentMinMax = defineCheck({
  code: 'instrument.minMax',
  title: 'Venue’s smallest and largest order',
  description: 'Quantity and notional lie within what the venue accepts.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { instrument, terms } = facts.input;
    if (instrument === undefined)
      return missing(`The smallest and largest order of ${terms.instrument}`, 'within the venue’s bounds');
    const { base, currency } = facts;
    const { minQuantity, maxQuantity, minNotional } = instrumentNumbers(instrument);
    const quantity = facts.quantity();
    const bounds = () =>
      `${instrument.minQuantity} to ${instrument.maxQuantity} ${base}, ≥ ${instrument.minNotional} ${currency}`;
    const observed = () => `${printQuantity(quantity, base)}, ${printMoney(facts.notional(), currency)}`;
    if (quantity.lessThan(minQuantity))
      return deny(
        observed,
        bounds,
        `${terms.venue} takes no order below ${instrument.minQuantity} ${base}; make it larger.`,
      );
    if (quantity.greaterThan(maxQuantity))
      return deny(
        observed,
        bounds,
        `${terms.venue} takes no order above ${instrument.maxQuantity} ${base}; make it smaller.`,
      );
    if (facts.notional().lessThan(minNotional))
      return deny(
        observed,
        bounds,
        `${terms.venue} takes no order worth less than ${instrument.minNotional} ${currency}; make it larger.`,
      );
    return pass(observed, bounds, () => `${terms.venue} takes an order of this size.`);
  },
});
