import type { Bar, Quote, Timeframe } from '../../domain/market.ts';
import { getJson } from './http.ts';
import { onNextFrame } from './onNextFrame.ts';
import { createStore, type Store, useStore } from './store.ts';

export type BarEvent = { instrument: string; timeframe: Timeframe; bar: Bar; closed: boolean };

/** What changed in the last frame; `before` is the price that was shown until then. */
const quotes = createStore<ReadonlyMap<string, Quote>>(new Map());
/** The first quote of each instrument, from which the speed of a recorded market is read. */
const firstQuotes = new Map<string, Quote>();
const pendingQuotes = new Map<string, Quote>();
const barListeners = new Map<string, Set<(bars: Bar[]) => void>>();
const pendingBars = new Map<string, Map<number, Bar>>();

/** However many events arrive, the screen is told once a frame. */
const flush = onNextFrame(() => {
  if (pendingQuotes.size > 0) {
    const arrived = [...pendingQuotes];
    pendingQuotes.clear();
    quotes.set((before) => new Map([...before, ...arrived]));
  }
  for (const [key, byTime] of pendingBars) {
    const bars = [...byTime.values()].sort((a, b) => a.ts - b.ts);
    for (const listener of barListeners.get(key) ?? []) listener(bars);
  }
  pendingBars.clear();
});

export function receiveQuote(quote: Quote): void {
  firstQuotes.set(quote.instrument, firstQuotes.get(quote.instrument) ?? quote);
  pendingQuotes.set(quote.instrument, quote);
  flush();
}

export function receiveBar(event: BarEvent): void {
  const key = `${event.instrument}|${event.timeframe}`;
  if (!barListeners.has(key)) return;
  let byTime = pendingBars.get(key);
  if (!byTime) {
    byTime = new Map();
    pendingBars.set(key, byTime);
  }
  byTime.set(event.bar.ts, event.bar);
  flush();
}

/** Calls back once a frame with the bars that changed, until the returned function is called. */
export function onBars(
  instrument: string,
  timeframe: Timeframe,
  listener: (bars: Bar[]) => void,
): () => void {
  const key = `${instrument}|${timeframe}`;
  const set = barListeners.get(key) ?? new Set();
  barListeners.set(key, set.add(listener));
  return () => {
    set.delete(listener);
    if (set.size === 0) barListeners.delete(key);
  };
}

export function useQuote(instrument: string): Quote | undefined {
  return useStore(quotes as Store<ReadonlyMap<string, Quote>>, (map) => map.get(instrument));
}

export async function loadQuote(instrument: string): Promise<void> {
  receiveQuote(await getJson<Quote>(`/api/quote?instrument=${encodeURIComponent(instrument)}`));
}

/** Ascending bars; with `to` those that open before it (epoch ms). */
export function loadBars(
  instrument: string,
  timeframe: Timeframe,
  options: { limit: number; to?: number; signal?: AbortSignal },
): Promise<Bar[]> {
  const query = new URLSearchParams({ instrument, timeframe, limit: String(options.limit) });
  if (options.to !== undefined) query.set('to', String(options.to));
  return getJson<Bar[]>(`/api/bars?${query}`, options.signal);
}

/**
 * The market's own time at a wall time (both epoch ms). They are the same but in a replay, where the recording runs
 * at some speed; null while too little of it was seen to know how fast.
 */
export function toMarketTime(instrument: string, wallTime: number): number | null {
  const quote = quotes.get().get(instrument);
  const first = firstQuotes.get(instrument);
  if (!quote || !first || quote.marketTime === quote.exchangeTime) return wallTime;
  const seen = quote.exchangeTime - first.exchangeTime;
  if (seen < 3000) return null;
  const speed = (quote.marketTime - first.marketTime) / seen;
  return quote.marketTime - (quote.exchangeTime - wallTime) * speed;
}
