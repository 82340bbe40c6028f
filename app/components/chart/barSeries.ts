import type { Bar } from '../../../domain/market.ts';

/** Ascending bars of one instrument and timeframe, kept unique by open time. */
export type BarList = { readonly bars: readonly Bar[] };

/** Puts newer bars in: the last one is replaced while it is open, later ones are added, older ones corrected. */
export function mergeBars(before: readonly Bar[], arrived: readonly Bar[]): Bar[] {
  const last = before.at(-1);
  if (arrived.every((bar) => !last || bar.ts > last.ts)) return [...before, ...arrived];
  const byTime = new Map(before.map((bar) => [bar.ts, bar]));
  for (const bar of arrived) byTime.set(bar.ts, bar);
  return [...byTime.values()].sort((a, b) => a.ts - b.ts);
}
