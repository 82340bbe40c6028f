import { Decimal, decimal } from '../../../domain/decimal.ts';
import { atMost, deny, missing } from '../answers.ts';
import { percentOf, printPercent, printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const priceCollar = defineCheck({
  code: 'price.collar',
  title: 'Price near the market',
  description:
    'The worst price of the order lies no further than allowed on the losing side of both the quote’s middle and the last 1m bar’s close.',
  limitKeys: ['priceCollarPercent'],
  exemptsReductions: null,
  assess(facts) {
    const { bar, limits, terms } = facts.input;
    const allowed = new Decimal(limits.priceCollarPercent);
    const worse = terms.side === 'buy' ? 'above' : 'below';
    const limit = `≤ ${printPercent(allowed)} ${worse} the market`;
    const mid = facts.mid();
    if (mid === undefined) return missing('The market price', limit);
    if (bar === undefined) return missing('A second opinion on the price (the last 1m bar)', limit);
    const close = decimal(bar.close);
    const distances = [mid, close].map((reference) => {
      const beyond = terms.side === 'buy' ? facts.cap().minus(reference) : reference.minus(facts.cap());
      return percentOf(beyond, reference);
    });
    const [fromMid, fromClose] = distances;
    if (fromMid === undefined || fromClose === undefined)
      return deny('unsound', limit, 'A reference price is not above zero; wait for a sound one.');
    const strictest = terms.side === 'buy' ? Decimal.min(mid, close) : Decimal.max(mid, close);
    const bound = strictest
      .times(new Decimal(100).plus(terms.side === 'buy' ? allowed : allowed.neg()))
      .div(100);
    return atMost(Decimal.max(fromMid, fromClose), allowed, {
      print: (value, rounding) =>
        value.isNegative()
          ? `${printPercent(value.neg())} ${worse === 'above' ? 'below' : 'above'} the market`
          : `${printPercent(value, rounding)} ${worse} the market`,
      passed: 'The price is near the market.',
      denied: `A ${terms.side} at ${printPrice(facts.cap())} is too far ${worse} the market; use ${printPrice(bound.toDecimalPlaces(8))} or better.`,
    });
  },
});
