import type { QuoteAge } from '../hooks/useQuoteAge.ts';

/** Bounds of `quoteAge` in `domain/market.ts`, repeated here because that file carries the schema library. */
const freshMs = 3_000;
const staleMs = 10_000;

/** Grades the time between the exchange's word and now, both epoch ms. */
export function quoteAgeMs(exchangeTime: number, now: number): QuoteAge {
  const ms = Math.max(0, now - exchangeTime);
  return { ms, grade: ms <= freshMs ? 'fresh' : ms <= staleMs ? 'ageing' : 'stale' };
}
