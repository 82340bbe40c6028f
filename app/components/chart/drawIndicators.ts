import type { Bar } from '../../../domain/market.ts';
import type { Indicator } from '../../data/prefs.ts';
import { type ChartColours, withAlpha } from './colours.ts';
import type { DeskChart } from './createDeskChart.ts';
import { indicatorLines } from './indicators.ts';

/** Draws the chosen indicators over all bars and takes the others off. */
export function drawIndicators(
  chart: DeskChart,
  chosen: readonly Indicator[],
  bars: readonly Bar[],
  colours: ChartColours,
): void {
  const keys = new Set<string>();
  for (const indicator of chosen) {
    for (const [key, values] of Object.entries(indicatorLines(indicator, bars))) {
      keys.add(key);
      chart.setLine(key, key === 'rsi' ? 1 : 0, lineColour(key, colours), bars, values, {
        dashed: key === 'middle',
      });
    }
  }
  chart.keepLines(keys);
  const pane = chart.chart.panes()[1];
  if (keys.has('rsi')) pane?.setHeight(84);
}

/** Recomputes the last values only; the warm-up of 300 bars is far beyond what these averages remember. */
export function updateIndicators(
  chart: DeskChart,
  chosen: readonly Indicator[],
  bars: readonly Bar[],
  changed: number,
): void {
  const tail = bars.slice(-300 - changed);
  for (const indicator of chosen) {
    for (const [key, values] of Object.entries(indicatorLines(indicator, tail))) {
      for (let index = tail.length - changed; index < tail.length; index += 1) {
        const bar = tail[index];
        if (bar) chart.updateLine(key, bar, values[index]);
      }
    }
  }
}

function lineColour(key: string, colours: ChartColours): string {
  if (key === 'ema20') return colours.warn;
  if (key === 'ema50') return colours.sim;
  if (key === 'rsi') return colours.recorded;
  return withAlpha(colours.faint, 'aa');
}
