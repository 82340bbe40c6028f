import type { Timeframe } from '../../domain/market.ts';
import { contiguousRuns, featureRows, fullWindows, type LabelledRow } from '../trend/featureRows.ts';
import { garchRatios } from '../trend/garch.ts';
import type { NumericBar } from '../trend/NumericBar.ts';
import { returnQuantiles } from '../trend/returnQuantiles.ts';
import { featureNames, windowBars } from '../trend/TrendFeatures.ts';
import type { TrendScores, TrendSession } from '../trend/TrendSession.ts';
import type { TrendCard } from '../trend/trendCard.ts';
import { logReturns } from '../trend/windowMath.ts';
import { quantileLevels, type TrendSample } from './TrendSample.ts';
import { quantileOf, scaledProbabilities, type TrendBaselineTable } from './trendBaselineTables.ts';

/** Rows sent to the model at once. */
const batchRows = 1024;

export type SampleOptions = {
  card: TrendCard;
  session: TrendSession;
  table: TrendBaselineTable;
  instrument: string;
  timeframe: Timeframe;
  horizon: number;
  /** Rows from here on and before `to` (epoch ms of the bar's open). */
  from?: number;
  to?: number;
};

/**
 * Forecasts every bar of a series with the model as shipped, and with the baselines, and pairs each with what
 * came. `skipped`: bars that had enough bars before and after them in the file but whose window or horizon
 * touches a gap, or lies in a market that did not move.
 */
export async function trendSamples(
  bars: readonly NumericBar[],
  options: SampleOptions,
): Promise<{ samples: TrendSample[]; skipped: number }> {
  const { timeframe, horizon, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const inRange = (ts: number) => ts >= from && ts < to;
  const possible = bars
    .slice(0, Math.max(0, bars.length - horizon))
    .filter((bar, i) => i >= windowBars - 1 && inRange(bar.ts)).length;
  const samples: TrendSample[] = [];
  for (const run of contiguousRuns(bars, timeframe)) {
    if (fullWindows(run.length) === 0) continue;
    const closes = Float64Array.from(run, (bar) => bar.close);
    let batch: LabelledRow[] = [];
    const flush = async () => {
      if (batch.length > 0) samples.push(...(await scoreBatch(batch, closes, options)));
      batch = [];
    };
    for (const row of featureRows(run, timeframe, [horizon])) {
      if (!inRange(row.ts) || row.futureReturns[0] === undefined) continue;
      batch.push(row);
      if (batch.length === batchRows) await flush();
    }
    await flush();
  }
  return { samples, skipped: possible - samples.length };
}

async function scoreBatch(
  rows: LabelledRow[],
  closes: Float64Array,
  options: SampleOptions,
): Promise<TrendSample[]> {
  const width = featureNames().length + 1;
  const inputs = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    inputs.set(row.values, i * width);
    inputs[(i + 1) * width - 1] = Math.log2(options.horizon);
  });
  const scores = await options.session.score(inputs, width);
  const place = new Map(featureNames().map((name, i) => [name, i]));
  const feature = (row: LabelledRow, name: string) => row.values[place.get(name) ?? -1] ?? Number.NaN;
  return rows.map((row, i) => sampleOf(row, i, scores, closes, options, (name) => feature(row, name)));
}

function sampleOf(
  row: LabelledRow,
  index: number,
  scores: TrendScores,
  closes: Float64Array,
  { card, table, instrument, horizon }: SampleOptions,
  feature: (name: string) => number,
): TrendSample {
  const [down = Number.NaN, flat = Number.NaN, up = Number.NaN] = scores.probabilities.subarray(
    index * 3,
    index * 3 + 3,
  );
  const size = scores.size[index] ?? Number.NaN;
  const unit = row.scale * Math.sqrt(horizon);
  const returns = logReturns(closes.subarray(row.index - windowBars + 1, row.index + 1));
  const [garch = Number.NaN] = garchRatios(returns, row.scale, [horizon], table.garch);
  const realised = row.futureReturns[0] ?? Number.NaN;
  const band = card.flatBandShare;
  const intervals = card.intervals[horizon];
  const lastMove = feature('return1');
  const drift = feature('return24');
  return {
    instrument,
    ts: row.ts,
    outcome: realised > band * unit ? 2 : realised < -band * unit ? 0 : 1,
    realised,
    model: [down, flat, up],
    baselines: {
      majority: table.majority,
      lastSign: table.lastSign[lastMove > 0 ? 'up' : lastMove < 0 ? 'down' : 'none'],
      momentum: table.momentum[drift > 0.5 ? 'up' : drift < -0.5 ? 'down' : 'none'],
      randomWalk: scaledProbabilities(table.randomWalkOutcomes, 1, band),
      garch: scaledProbabilities(table.garchOutcomes, garch, band),
    },
    quantiles: {
      model: intervals ? returnQuantiles(intervals, size, up - down, unit) : [],
      randomWalk: quantileLevels.map((level) => quantileOf(table.randomWalkOutcomes, level) * unit),
      garch: quantileLevels.map((level) => quantileOf(table.garchOutcomes, level) * unit * garch),
    },
    volatility: feature('vol16'),
    signals: { model: (up - down) * size * unit, momentum: Math.sign(drift), lastSign: Math.sign(lastMove) },
  };
}
