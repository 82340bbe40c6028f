import { Decimal } from '../../../domain/decimal.ts';
import { atMost, deny, missing } from '../answers.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import { depthWithin } from '../walkBook.ts';

export const sizeBookShare = defineCheck({
  code: 'size.bookShare',
  title: 'Share of the order book',
  description: 'The quantity is at most this share of what the asks offer within the price collar.',
  limitKeys: ['maxShareOfBookDepthPercent', 'priceCollarPercent'],
  exemptsReductions: 'A thin book does not keep anybody from getting out.',
  assess(facts) {
    const { book, limits } = facts.input;
    const allowed = new Decimal(limits.maxShareOfBookDepthPercent);
    const limit = `≤ ${printPercent(allowed)} of the book`;
    const mid = facts.mid();
    if (book === undefined || mid === undefined) return missing('What the order book offers', limit);
    // Entries buy, so the asks are what they would take.
    const worst = mid.times(new Decimal(limits.priceCollarPercent).div(100).plus(1));
    const depth = depthWithin(book.asks, { side: 'buy', worst });
    const share = percentOf(facts.quantity(), depth);
    if (share === undefined)
      return deny(
        'an empty book',
        limit,
        'Nobody offers anything near the market; wait until the book fills.',
      );
    return atMost(share, allowed, {
      print: (value, rounding) => `${printPercent(value, rounding)} of the book`,
      passed: 'The order is small against the book.',
      denied: 'The order would take too much of the book; make it smaller.',
    });
  },
});
