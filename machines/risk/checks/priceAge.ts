import { deny, missing, pass } from '../answers.ts';
import { printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const priceAge = defineCheck({
  code: 'price.age',
  title: 'Price is fresh',
  description:
    'Quote and order book are not older than allowed, by the venue’s own time, nor from the future.',
  limitKeys: ['maxQuoteAgeSeconds'],
  exemptsReductions: null,
  assess(facts) {
    const { quote, book, now } = facts.input;
    const allowedMs = facts.count('maxQuoteAgeSeconds') * 1000;
    const limit = () => `≤ ${printSeconds(allowedMs)} old`;
    if (quote === undefined) return missing('The age of the market price', limit);
    const quoteAge = now - quote.exchangeTime;
    const bookAge = book === undefined ? quoteAge : now - book.exchangeTime;
    const newest = Math.min(quoteAge, bookAge);
    const oldest = Math.max(quoteAge, bookAge);
    if (newest < -allowedMs)
      return deny(
        `${printSeconds(-newest)} in the future`,
        limit,
        'The price carries a time in the future, so its age cannot be told; check the clock of this machine.',
      );
    const shown = Math.max(0, oldest);
    return oldest <= allowedMs
      ? pass(
          () => `${printSeconds(shown)} old`,
          limit,
          'The price is fresh.',
          () => shown / allowedMs,
        )
      : deny(
          `${printSeconds(shown)} old`,
          limit,
          `The price is ${printSeconds(shown)} old; wait for a fresh one.`,
        );
  },
});
