import { Decimal, decimal } from '../../../domain/decimal.ts';
import type { MarketBar } from '../SimulatedMarket.ts';
import { barOpen } from './barIntervals.ts';

/**
 * Groups ascending bars by the longer bar that they belong to. Each group starts with that bar, complete,
 * followed by its parts; a group of one part of its own length carries the part itself.
 */
export function groupBars(bars: readonly MarketBar[], interval: string): MarketBar[][] {
  const groups: MarketBar[][] = [];
  let parts: MarketBar[] = [];
  let open = Number.NaN;
  const finish = () => {
    const whole = joinBars(parts);
    if (whole !== undefined) groups.push([{ ...whole, ts: open }, ...parts]);
  };
  for (const bar of bars) {
    const belongs = barOpen(interval, bar.ts);
    if (belongs !== open) {
      finish();
      parts = [];
      open = belongs;
    }
    parts.push(bar);
  }
  finish();
  return groups;
}

/** Joins ascending bars into one that opens with the first; digits are kept, volumes added exactly. */
export function joinBars(parts: readonly MarketBar[]): MarketBar | undefined {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first;
  let { high, low } = first;
  let volume = new Decimal(0);
  for (const part of parts) {
    if (Number(part.high) > Number(high)) high = part.high;
    if (Number(part.low) < Number(low)) low = part.low;
    volume = volume.plus(decimal(part.volume));
  }
  return {
    ts: first.ts,
    open: first.open,
    high,
    low,
    close: parts.at(-1)?.close ?? first.close,
    volume: volume.toString(),
  };
}
