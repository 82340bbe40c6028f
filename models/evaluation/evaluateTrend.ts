import { basename } from 'node:path';
import { instrumentOfName } from '../../domain/bars/instrumentOfName.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import { type Timeframe, timeframeMs } from '../../domain/market.ts';
import { aggregateBars, barSpacing, timeframeOf } from '../bars/aggregateBars.ts';
import { readBarsFile } from '../bars/readBarsFile.ts';
import { shippedTrendFolder } from '../trend/createTrendModel.ts';
import { loadTrendCard } from '../trend/loadTrendCard.ts';
import { TrendSession } from '../trend/TrendSession.ts';
import { type ChanceCalibration, chanceCalibration } from './chanceCalibration.ts';
import { summariseTrend, type TrendSummary } from './summariseTrend.ts';
import type { TrendSample } from './TrendSample.ts';
import { readTrendBaselines } from './trendBaselineTables.ts';
import { trendSamples } from './trendSamples.ts';

/**
 * `files`: csv or csv.gz with ts, open, high, low, close, volume. `timeframe`: the files' own by default; longer
 * ones are joined from shorter bars. `horizonBars`: from the card's scope. `from`, `to`: epoch ms of bar opens.
 */
export type EvaluateTrendRequest = {
  files: readonly string[];
  timeframe?: Timeframe;
  horizonBars?: number;
  folder?: string;
  from?: number;
  to?: number;
};

export type TrendEvaluation = TrendSummary & {
  model: string;
  modelVersion: string;
  horizonBars: number;
  timeframes: Timeframe[];
  /** What the calibration error of these forecasts would be by chance, were every probability true. */
  calibrationErrorByChance: ChanceCalibration;
  /** Bars that could not be scored because their window or horizon touches a gap. */
  skipped: number;
  /** Instruments and timeframes among the files that the card does not cover. */
  outOfScope: string[];
  perInstrument: Record<string, TrendSummary & { skipped: number }>;
};

/**
 * Scores the model as shipped against the baselines on recorded bars. Throws `barsFile` for a file that is no
 * series of bars, `evaluation` where nothing could be scored.
 */
export async function evaluateTrend(request: EvaluateTrendRequest): Promise<TrendEvaluation> {
  const folder = request.folder ?? shippedTrendFolder;
  const { card, onnx } = await loadTrendCard(folder);
  const horizon = request.horizonBars ?? card.defaultHorizon;
  if (!card.scope.horizons.includes(horizon))
    throw new CountersignError(
      'evaluation',
      `The model looks ${card.scope.horizons.join(', ')} bars ahead, not ${horizon}. Nothing was scored.`,
    );
  const tables = await readTrendBaselines(folder);
  const session = await TrendSession.create(onnx);
  const pooled: TrendSample[] = [];
  const skippedOf = new Map<string, number>();
  const outOfScope = new Set<string>();
  const timeframes = new Set<Timeframe>();
  try {
    for (const path of request.files) {
      const read = readBarsFile(path);
      const timeframe = request.timeframe ?? timeframeOf(read);
      if (!timeframe)
        throw new CountersignError(
          'evaluation',
          `${path} has bars ${barSpacing(read) / 60_000} minutes apart, which is no timeframe of the desk. Name one that they can be joined to, such as --timeframe 4h.`,
        );
      const instrument = instrumentOfName(basename(path)) ?? basename(path);
      if (!card.scope.instruments.includes(instrument)) outOfScope.add(instrument);
      if (!card.scope.timeframes.includes(timeframe)) outOfScope.add(timeframe);
      timeframes.add(timeframe);
      const bars = aggregateBars(read, barSpacing(read), timeframe);
      const table = tables(timeframe, horizon);
      const { from, to } = request;
      const { samples, skipped } = await trendSamples(bars, {
        card,
        session,
        table,
        instrument,
        timeframe,
        horizon,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      });
      for (const sample of samples) pooled.push(sample);
      skippedOf.set(instrument, (skippedOf.get(instrument) ?? 0) + skipped);
    }
  } finally {
    await session.release();
  }
  if (pooled.length === 0)
    throw new CountersignError(
      'evaluation',
      `No bar in ${request.files.join(', ')} has ${card.windowBars} gapless bars before it and ${horizon} after it. Nothing was scored; give longer files.`,
    );
  const horizonMs = horizon * Math.max(...[...timeframes].map((name) => timeframeMs[name]));
  return {
    model: card.name,
    modelVersion: card.version,
    horizonBars: horizon,
    timeframes: [...timeframes],
    ...summariseTrend(pooled, horizonMs),
    calibrationErrorByChance: chanceCalibration(pooled, {
      barMs: horizonMs / horizon,
      horizonBars: horizon,
    }),
    skipped: [...skippedOf.values()].reduce((sum, value) => sum + value, 0),
    outOfScope: [...outOfScope],
    perInstrument: Object.fromEntries(
      [...skippedOf].map(([instrument, skipped]) => [
        instrument,
        {
          ...summariseTrend(
            pooled.filter((s) => s.instrument === instrument),
            horizonMs,
          ),
          skipped,
        },
      ]),
    ),
  };
}
