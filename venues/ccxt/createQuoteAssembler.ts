import type { InstrumentId } from '../../domain/ids.ts';
import type { Quote } from '../../domain/market.ts';

type Best = Pick<Quote, 'bid' | 'bidQuantity' | 'ask' | 'askQuantity'>;

/**
 * Puts quotes together from three streams. Only events that carry the exchange's time move a quote's time on:
 * best prices come without one, and dating them by their arrival would make a backlog look fresh.
 */
export type QuoteAssembler = {
  /** A full picture with the exchange's time. */
  full(instrument: InstrumentId, best: Best, last: string, exchangeTime: number, marketTime: number): Quote;
  /** New best prices without a time; undefined before the first full picture. */
  best(instrument: InstrumentId, best: Best): Quote | undefined;
  /** A trade; undefined before the first full picture. */
  trade(instrument: InstrumentId, last: string, exchangeTime: number, marketTime: number): Quote | undefined;
};

/** `now` gives our own wall time in epoch ms. */
export function createQuoteAssembler(now: () => number): QuoteAssembler {
  const quotes = new Map<InstrumentId, Quote>();

  function store(quote: Quote): Quote {
    quotes.set(quote.instrument, quote);
    return quote;
  }

  return {
    full(instrument, best, last, exchangeTime, marketTime) {
      return store({ instrument, ...best, last, exchangeTime, marketTime, receivedAt: now() });
    },
    best(instrument, best) {
      const known = quotes.get(instrument);
      return known === undefined ? undefined : store({ ...known, ...best, receivedAt: now() });
    },
    trade(instrument, last, exchangeTime, marketTime) {
      const known = quotes.get(instrument);
      if (known === undefined) return undefined;
      return store({
        ...known,
        last,
        exchangeTime: Math.max(known.exchangeTime, exchangeTime),
        marketTime: Math.max(known.marketTime, marketTime),
        receivedAt: now(),
      });
    },
  };
}
