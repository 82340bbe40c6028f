import type { Bar } from '../../../domain/market.ts';

/** Index of the last bar that opened at or before `ts` (market time, epoch ms); 0 where none did. */
export function indexAt(bars: readonly Bar[], ts: number): number {
  let low = 0;
  let high = bars.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((bars[middle]?.ts ?? Number.POSITIVE_INFINITY) <= ts) low = middle;
    else high = middle - 1;
  }
  return low;
}
