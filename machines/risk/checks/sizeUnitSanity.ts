import { Exact, type Rounding } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

/** Beyond these a number is a slip of units (coins for money, a lost point), not a large order. */
const maxTimesEquity = 10;
const maxTimesMarket = 5;
const equityBound = Exact.ofNumber(maxTimesEquity);
const marketBound = Exact.ofNumber(maxTimesMarket);

export const sizeUnitSanity = defineCheck({
  code: 'size.unitSanity',
  title: 'No slip of units',
  description: `The order is worth at most ${maxTimesEquity} times the equity, and price, stop and target are within a factor of ${maxTimesMarket} of the market: beyond that, units were mixed up.`,
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const limit = `≤ ${maxTimesEquity} × equity, prices ${1 / maxTimesMarket} to ${maxTimesMarket} × market`;
    const mid = facts.mid();
    const share = facts.ofEquity(facts.notional());
    if (mid === undefined) return missing('The market price', limit);
    if (share === undefined) return missing('The account’s equity', limit);
    const timesEquity = (places: number, rounding?: Rounding) =>
      `${Exact.quotient(share.part, share.whole, places, rounding).toFixed(places)} × equity`;
    if (share.part.greaterThan(share.whole.times(equityBound)))
      return deny(
        () => timesEquity(1, 'up'),
        limit,
        () =>
          `The quantity is in ${facts.base}, and this much is far beyond the account; was an amount in ${facts.currency} meant?`,
      );
    const highest = mid.times(marketBound);
    for (const [name, price] of [
      ['price', facts.cap()],
      ['stop', facts.stop()],
      ['target', facts.target()],
    ] as const) {
      if (price === undefined) continue;
      if (price.times(marketBound).lessThan(mid) || price.greaterThan(highest))
        return deny(
          `${name} ${printPrice(price)}, market ${printPrice(mid)}`,
          limit,
          `The ${name} is nowhere near the market; check the decimal point and the currency.`,
        );
    }
    return pass(() => timesEquity(3), limit, 'Quantity and prices are in plausible units.');
  },
});
