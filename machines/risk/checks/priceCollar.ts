import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, shareAtMost } from '../answers.ts';
import { percentPart } from '../percentPart.ts';
import { printPercent, printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const priceCollar = defineCheck({
  code: 'price.collar',
  title: 'Price near the market',
  description:
    'The worst price of the order lies no further than allowed on the losing side of both the quote’s middle and the last 1m bar’s close.',
  limitKeys: ['priceCollarPercent'],
  exemptsReductions: null,
  assess(facts) {
    const { bar, terms } = facts.input;
    const allowed = facts.limit('priceCollarPercent');
    const worse = terms.side === 'buy' ? 'above' : 'below';
    const limit = () => `≤ ${printPercent(allowed)} ${worse} the market`;
    const mid = facts.mid();
    if (mid === undefined) return missing('The market price', limit);
    if (bar === undefined) return missing('A second opinion on the price (the last 1m bar)', limit);
    const close = Exact.of(bar.close);
    if (!mid.isPositive() || !close.isPositive())
      return deny('unsound', limit, 'A reference price is not above zero; wait for a sound one.');
    // Of a buy the lower reference is the stricter one, of a sell the higher.
    const buys = terms.side === 'buy';
    const strictest = mid.lessThan(close) === buys ? mid : close;
    const beyond = buys ? facts.cap().minus(strictest) : strictest.minus(facts.cap());
    const bound = () => {
      const distance = percentPart(strictest, allowed);
      const worst = buys ? strictest.plus(distance) : strictest.minus(distance);
      return printPrice(worst.rounded(8));
    };
    return shareAtMost({ part: beyond, whole: strictest }, allowed, {
      print: (percent) =>
        percent.startsWith('−')
          ? `${percent.slice(1)} ${buys ? 'below' : 'above'} the market`
          : `${percent} ${worse} the market`,
      passed: 'The price is near the market.',
      denied: () =>
        `A ${terms.side} at ${printPrice(facts.cap())} is too far ${worse} the market; use ${bound()} or better.`,
    });
  },
});
