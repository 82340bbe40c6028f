import type { Bar } from '../../../domain/market.ts';
import type { NewsItem } from '../../../domain/NewsItem.ts';
import { newsTime } from '../../../domain/newsTime.ts';
import { indexAt } from './indexAt.ts';

/**
 * News by the open time of the bar in which it came, newest first within a bar. What is older than the first bar, or
 * whose place in the market's time is not known, is left out. `toMarketTime`: market time of a wall time (epoch ms).
 */
export function placeNews(
  items: readonly NewsItem[],
  bars: readonly Bar[],
  toMarketTime: (wallTime: number) => number | null,
): Map<number, NewsItem[]> {
  const placed = new Map<number, NewsItem[]>();
  const first = bars[0];
  if (!first) return placed;
  for (const item of [...items].sort((a, b) => newsTime(b) - newsTime(a))) {
    const ts = toMarketTime(newsTime(item));
    const bar = ts === null || ts < first.ts ? undefined : bars[indexAt(bars, ts)];
    if (bar) placed.set(bar.ts, [...(placed.get(bar.ts) ?? []), item]);
  }
  return placed;
}
