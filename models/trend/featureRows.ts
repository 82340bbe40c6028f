import { type Timeframe, timeframeMs } from '../../domain/market.ts';
import type { NumericBar } from './NumericBar.ts';
import { type FeatureRow, TrendFeatures, windowBars } from './TrendFeatures.ts';

/** A feature row with what happened next: simple returns by horizon, in the order asked for. */
export type LabelledRow = FeatureRow & {
  /** Index of the row's bar among the bars given. */
  index: number;
  futureReturns: (number | undefined)[];
};

/** Splits bars where one is missing: no window and no horizon may reach over a gap. */
export function contiguousRuns(bars: readonly NumericBar[], timeframe: Timeframe): NumericBar[][] {
  const runs: NumericBar[][] = [];
  let before: number | undefined;
  for (const bar of bars) {
    if (before === undefined || bar.ts - before !== timeframeMs[timeframe]) runs.push([]);
    runs.at(-1)?.push(bar);
    before = bar.ts;
  }
  return runs;
}

/** How many rows a run of bars yields at most: one for each bar with a full window behind it. */
export function fullWindows(bars: number): number {
  return Math.max(0, bars - windowBars + 1);
}

/** Streams gapless bars through the features and pairs each row with the returns that followed it. */
export function* featureRows(
  run: readonly NumericBar[],
  timeframe: Timeframe,
  horizons: readonly number[],
): Generator<LabelledRow> {
  const features = new TrendFeatures(timeframe);
  for (const [index, bar] of run.entries()) {
    features.push(bar);
    const row = features.row();
    if (!row) continue;
    const futureReturns = horizons.map((horizon) => {
      const later = run[index + horizon];
      return later && later.close / row.close - 1;
    });
    yield { ...row, index, futureReturns };
  }
}
