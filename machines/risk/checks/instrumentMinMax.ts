import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { instrumentNumbers } from '../instrumentNumbers.ts';
import { printMoney, printQuantity } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

const one = Exact.of('1');

export const instrumentMinMax = defineCheck({
  code: 'instrument.minMax',
  title: 'Venue’s smallest and largest order',
  description:
    'Quantity and notional lie within what the venue accepts, and so does the stop of an entry once the fee has made its quantity smaller.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { instrument, terms } = facts.input;
    if (instrument === undefined)
      return missing(`The smallest and largest order of ${terms.instrument}`, 'within the venue’s bounds');
    const { base, currency } = facts;
    const { minQuantity, maxQuantity, minNotional, takerFee } = instrumentNumbers(instrument);
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
    const stop = facts.reduces ? undefined : facts.stop();
    // The fee may be taken from what was bought.
    const received = quantity.times(one.minus(takerFee));
    if (stop && (received.lessThan(minQuantity) || received.times(stop).lessThan(minNotional)))
      return deny(
        () =>
          `${printQuantity(received, base)} at the stop, ${printMoney(received.times(stop), currency, 'down')}`,
        bounds,
        `${terms.venue} would take no stop for so little, and the position would be unprotected; make the order larger.`,
      );
    return pass(observed, bounds, () => `${terms.venue} takes an order of this size.`);
  },
});
