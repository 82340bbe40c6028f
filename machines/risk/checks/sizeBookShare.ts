import type { Exact, Rounding } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { percentPart } from '../percentPart.ts';
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
    const { book } = facts.input;
    const allowed = facts.limit('maxShareOfBookDepthPercent');
    const limit = () => `≤ ${printPercent(allowed)} of the book`;
    const mid = facts.mid();
    if (book === undefined || mid === undefined) return missing('What the order book offers', limit);
    // Entries buy, so the asks are what they would take.
    const worst = mid.plus(percentPart(mid, facts.limit('priceCollarPercent')));
    const bound = { side: 'buy' as const, worst };
    const quantity = facts.quantity();
    // The book is counted only as far as it has to reach, and to its end where the share is printed.
    const isEnough = (depth: Exact) => quantity.atMost(percentPart(depth, allowed));
    const found = depthWithin(book.asks, bound, isEnough);
    if (!found.isPositive())
      return deny(
        'an empty book',
        limit,
        'Nobody offers anything near the market; wait until the book fills.',
      );
    const print = (rounding?: Rounding) =>
      `${printPercent(percentOf(quantity, depthWithin(book.asks, bound)) ?? quantity, rounding)} of the book`;
    return isEnough(found)
      ? pass(() => print(), limit, 'The order is small against the book.')
      : deny(() => print('up'), limit, 'The order would take too much of the book; make it smaller.');
  },
});
