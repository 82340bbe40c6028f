import { deskState } from '../data/desk.ts';
import { useQuote } from '../data/market.ts';
import { useStore } from '../data/store.ts';
import { gradeAge, type QuoteAge } from '../lib/gradeAge.ts';
import { useNow } from './useNow.ts';

/** Age of the newest price by the exchange's own time; undefined before the first one. */
export function useQuoteAge(instrument: string): QuoteAge | undefined {
  const quote = useQuote(instrument);
  const now = useNow();
  const offset = useStore(deskState, (state) => state.data?.clockOffsetMs ?? 0);
  return quote && now > 0 ? gradeAge(quote.exchangeTime, now + offset) : undefined;
}
