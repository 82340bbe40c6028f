import { type Timeframe, timeframeMs } from '../../domain/market.ts';
import type { NumericBar } from '../trend/NumericBar.ts';

/** The most common distance between neighbouring bars, in milliseconds. */
export function barSpacing(bars: readonly NumericBar[]): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (let i = 1; i < bars.length; i += 1) {
    const step = (bars[i]?.ts ?? 0) - (bars[i - 1]?.ts ?? 0);
    const count = (counts.get(step) ?? 0) + 1;
    counts.set(step, count);
    if (count > (counts.get(best) ?? 0)) best = step;
  }
  return best;
}

/** The timeframe whose length is the bars' own spacing; undefined where the desk knows none. */
export function timeframeOf(bars: readonly NumericBar[]): Timeframe | undefined {
  const spacing = barSpacing(bars);
  for (const [name, length] of Object.entries(timeframeMs)) if (length === spacing) return name as Timeframe;
  return undefined;
}

/**
 * Joins short bars to longer ones on the UTC grid. A longer bar of which any part is missing is left out, so that
 * gaps stay gaps. `spacing` (ms) must divide the timeframe's length.
 */
export function aggregateBars(
  bars: readonly NumericBar[],
  spacing: number,
  timeframe: Timeframe,
): NumericBar[] {
  const length = timeframeMs[timeframe];
  if (length === spacing) return [...bars];
  if (spacing <= 0 || length % spacing !== 0)
    throw new RangeError(`Bars of ${spacing} ms cannot be joined to bars of ${timeframe}.`);
  const joined: NumericBar[] = [];
  let parts: NumericBar[] = [];
  const close = () => {
    const [first] = parts;
    const last = parts.at(-1);
    if (first && last && parts.length === length / spacing)
      joined.push({
        ts: first.ts,
        open: first.open,
        high: Math.max(...parts.map((part) => part.high)),
        low: Math.min(...parts.map((part) => part.low)),
        close: last.close,
        volume: parts.reduce((total, part) => total + part.volume, 0),
      });
    parts = [];
  };
  for (const bar of bars) {
    const bucket = Math.floor(bar.ts / length);
    if (parts[0] && Math.floor(parts[0].ts / length) !== bucket) close();
    parts.push(bar);
  }
  close();
  return joined;
}
