import { quoteAge } from '../../domain/quoteAge.ts';

export type QuoteAge = { ms: number; grade: 'fresh' | 'ageing' | 'stale' };

/** Grades the time between the exchange's word and now, both epoch ms. */
export function quoteAgeMs(exchangeTime: number, now: number): QuoteAge {
  const ms = Math.max(0, now - exchangeTime);
  const { freshMs, staleMs } = quoteAge;
  return { ms, grade: ms <= freshMs ? 'fresh' : ms <= staleMs ? 'ageing' : 'stale' };
}
