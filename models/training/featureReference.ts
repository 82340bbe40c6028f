import { join } from 'node:path';
import { type Timeframe, timeframeMs } from '../../domain/market.ts';
import { aggregateBars, barSpacing } from '../bars/aggregateBars.ts';
import { readBarsFile } from '../bars/readBarsFile.ts';
import { meanIndex, stabilityIndices } from '../live/measureDrift.ts';
import { contiguousRuns, featureRows } from '../trend/featureRows.ts';
import { featureNames } from '../trend/TrendFeatures.ts';
import type { FeatureReference } from '../trend/trendCard.ts';
import { heldOutInstruments, type TrainingSeries, testFrom } from './trendSeries.ts';

const groups = 10;
/** Neighbouring windows are nearly the same; one row in this many says as much of the population. */
const everyRow = 12;

const weekMs = 7 * 86_400_000;
/** A week that covers less than this is cut by gaps. */
const shortestMs = 6 * 86_400_000;
/** A market counts as another one this much further out than one week in a hundred of the training data. */
const margin = 1.5;
const share = 0.99;

type Row = { ts: number; values: Float64Array };

/**
 * By timeframe: inner deciles of every feature over the training rows, and how far from them a week of one instrument
 * may lie. Live rows are held against both to see whether the market is still like the one that was trained on.
 */
export function featureReference(
  trendSeries: readonly TrainingSeries[],
  dataFolder: string,
  timeframes: readonly Timeframe[],
): FeatureReference {
  return Object.fromEntries(
    timeframes.map((timeframe) => {
      const series = trainingRows(trendSeries, dataFolder, timeframe);
      const edges = deciles(series.flatMap((rows) => rows.filter((_, i) => i % everyRow === 0)));
      const ofWeeks = series
        .flatMap(weeks)
        .map((week) => meanIndex(stabilityIndices(week, edges)))
        .sort((a, b) => a - b);
      const far = ofWeeks[Math.floor(share * ofWeeks.length)] ?? Number.NaN;
      return [timeframe, { edges, limit: Number((margin * far).toPrecision(3)) }];
    }),
  );
}

/** The rows of each series that were trained on. */
function trainingRows(
  trendSeries: readonly TrainingSeries[],
  dataFolder: string,
  timeframe: Timeframe,
): Row[][] {
  return trendSeries
    .filter(
      (series) => series.timeframes.includes(timeframe) && !heldOutInstruments.includes(series.instrument),
    )
    .map(({ file, until = Number.POSITIVE_INFINITY }) => {
      const read = readBarsFile(join(dataFolder, file));
      const bars = read.filter((bar) => bar.ts < Math.min(until, testFrom - timeframeMs[timeframe]));
      const runs = contiguousRuns(aggregateBars(bars, barSpacing(read), timeframe), timeframe);
      return runs.flatMap((run) =>
        [...featureRows(run, timeframe, [])].map(({ ts, values }) => ({ ts, values })),
      );
    });
}

function weeks(rows: readonly Row[]): Float64Array[][] {
  const byWeek = Map.groupBy(rows, ({ ts }) => Math.floor(ts / weekMs));
  return [...byWeek.values()]
    .filter((week) => (week.at(-1)?.ts ?? 0) - (week[0]?.ts ?? 0) >= shortestMs)
    .map((week) => week.map(({ values }) => values));
}

function deciles(rows: readonly Row[]): number[][] {
  return featureNames().map((_, feature) => {
    const sorted = Float64Array.from(rows, ({ values }) => values[feature] ?? Number.NaN).sort();
    return Array.from({ length: groups - 1 }, (_, i) => {
      const edge = sorted[Math.floor(((i + 1) / groups) * sorted.length)] ?? Number.NaN;
      return Number(edge.toPrecision(6));
    });
  });
}
