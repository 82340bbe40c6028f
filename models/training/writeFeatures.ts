import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Timeframe } from '../../domain/market.ts';
import { aggregateBars, barSpacing } from '../bars/aggregateBars.ts';
import { readBarsFile } from '../bars/readBarsFile.ts';
import { featureHash } from '../trend/featureHash.ts';
import { contiguousRuns, featureRows } from '../trend/featureRows.ts';
import { fitGarch, type GarchParameters, garchRatios } from '../trend/garch.ts';
import type { NumericBar } from '../trend/NumericBar.ts';
import { featureNames } from '../trend/TrendFeatures.ts';
import { flatBandShare, trendHorizons } from '../trend/trendHorizons.ts';
import { logReturns, tailRms } from '../trend/windowMath.ts';
import { heldOutInstruments, seriesOf, testFrom } from './trendSeries.ts';

/**
 * Writes the training matrix: `node writeFeatures.ts DATA_FOLDER OUTPUT_FOLDER [--quick]`. The features come from the very
 * code that serves live forecasts. Output: `features.f32` (rows × features), `labels.f64` (rows × series,
 * timeframe, ts, scale, GARCH ratio per horizon, future return per horizon) and `matrix.json`.
 */
const [dataFolder, outputFolder, quick] = process.argv.slice(2);
if (!dataFolder || !outputFolder)
  throw new Error('Usage: writeFeatures.ts DATA_FOLDER OUTPUT_FOLDER [--quick]');
const trendSeries = seriesOf(quick === '--quick');
mkdirSync(outputFolder, { recursive: true });

const timeframes: Timeframe[] = ['5m', '15m', '1h', '4h'];
const loaded = trendSeries.flatMap((series, index) => {
  const read = readBarsFile(join(dataFolder, series.file));
  const spacing = barSpacing(read);
  const { until } = series;
  const bars = until === undefined ? read : read.filter((bar) => bar.ts < until);
  return series.timeframes.map((timeframe) => ({
    index,
    timeframe,
    instrument: series.instrument,
    runs: contiguousRuns(aggregateBars(bars, spacing, timeframe), timeframe),
  }));
});

const garch = Object.fromEntries(
  timeframes.map((timeframe): [string, GarchParameters] => {
    const trained = loaded.filter(
      (one) => one.timeframe === timeframe && !heldOutInstruments.includes(one.instrument),
    );
    return [timeframe, fitGarch(trained.flatMap((one) => one.runs.flatMap(normalisedReturns)))];
  }),
);

const names = featureNames();
const features = openSync(join(outputFolder, 'features.f32'), 'w');
const labels = openSync(join(outputFolder, 'labels.f64'), 'w');
let rows = 0;
for (const one of loaded) {
  const parameters = garch[one.timeframe];
  if (!parameters) throw new Error(`No volatility parameters for ${one.timeframe}.`);
  for (const run of one.runs) {
    const closes = Float64Array.from(run, (bar) => bar.close);
    for (const row of featureRows(run, one.timeframe, trendHorizons)) {
      const returns = logReturns(closes.subarray(row.index - 199, row.index + 1));
      writeSync(features, Float32Array.from(row.values));
      writeSync(
        labels,
        Float64Array.of(
          one.index,
          timeframes.indexOf(one.timeframe),
          row.ts,
          row.scale,
          ...garchRatios(returns, row.scale, trendHorizons, parameters),
          ...row.futureReturns.map((value) => value ?? Number.NaN),
        ),
      );
      rows += 1;
    }
  }
  console.log(`${one.instrument} ${one.timeframe}: ${one.runs.length} gapless runs, ${rows} rows so far`);
}
closeSync(features);
closeSync(labels);
writeFileSync(
  join(outputFolder, 'matrix.json'),
  JSON.stringify({
    rows,
    features: names,
    featureHash: featureHash(),
    horizons: trendHorizons,
    flatBandShare,
    timeframes,
    series: trendSeries,
    heldOutInstruments,
    testFrom,
    garch,
  }),
);

/** Training months only: the baseline may not know the test months either. */
function normalisedReturns(run: readonly NumericBar[]): Float64Array[] {
  const closes = Float64Array.from(run.filter((bar) => bar.ts < testFrom).map((bar) => bar.close));
  if (closes.length < 500) return [];
  const returns = logReturns(closes);
  const scale = tailRms(returns, returns.length);
  return [returns.map((value) => value / scale)];
}
