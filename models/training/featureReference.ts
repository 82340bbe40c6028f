import { join } from 'node:path';
import { type Timeframe, timeframeMs } from '../../domain/market.ts';
import { aggregateBars, barSpacing } from '../bars/aggregateBars.ts';
import { readBarsFile } from '../bars/readBarsFile.ts';
import { contiguousRuns, featureRows } from '../trend/featureRows.ts';
import { featureNames } from '../trend/TrendFeatures.ts';
import type { FeatureReference } from '../trend/trendCard.ts';
import { heldOutInstruments, testFrom, trendSeries } from './trendSeries.ts';

const groups = 10;
/** Neighbouring windows are nearly the same; one row in this many says as much of the population. */
const everyRow = 12;

/**
 * Inner deciles of every feature over the training rows, by timeframe: what live rows are held against to see whether
 * the market is still like the one that the model was trained on.
 */
export function featureReference(dataFolder: string, timeframes: readonly Timeframe[]): FeatureReference {
  return Object.fromEntries(
    timeframes.map((timeframe) => [timeframe, deciles(trainingRows(dataFolder, timeframe))]),
  );
}

function trainingRows(dataFolder: string, timeframe: Timeframe): Float64Array[] {
  return trendSeries
    .filter(
      (series) => series.timeframes.includes(timeframe) && !heldOutInstruments.includes(series.instrument),
    )
    .flatMap(({ file, until = Number.POSITIVE_INFINITY }) => {
      const read = readBarsFile(join(dataFolder, file));
      const bars = read.filter((bar) => bar.ts < Math.min(until, testFrom - timeframeMs[timeframe]));
      const runs = contiguousRuns(aggregateBars(bars, barSpacing(read), timeframe), timeframe);
      return runs.flatMap((run) =>
        [...featureRows(run, timeframe, [])].filter((_, i) => i % everyRow === 0).map((row) => row.values),
      );
    });
}

function deciles(rows: readonly Float64Array[]): number[][] {
  return featureNames().map((_, feature) => {
    const sorted = Float64Array.from(rows, (row) => row[feature] ?? Number.NaN).sort();
    return Array.from({ length: groups - 1 }, (_, i) => {
      const edge = sorted[Math.floor(((i + 1) / groups) * sorted.length)] ?? Number.NaN;
      return Number(edge.toPrecision(6));
    });
  });
}
