import { quoteAge } from '../../domain/quoteAge.ts';

export type QuoteAge = { ms: number; grade: 'fresh' | 'ageing' | 'stale' };

/** Grades the time between the exchange's word and now, both epoch ms. */
export function gradeAge(exchangeTime: number, now: number): QuoteAge {
  const ms = Math.max(0, now - exchangeTime);
  return { ms, grade: ms <= quoteAge.freshMs ? 'fresh' : ms <= quoteAge.staleMs ? 'ageing' : 'stale' };
}
