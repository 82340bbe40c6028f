import { bootstrapMean, type Interval } from './bootstrapMean.ts';
import { calibrationError, type ReliabilityBin, reliability } from './reliability.ts';
import { type TrendBaseline, type TrendSample, trendBaselines } from './TrendSample.ts';
import { type RuleResult, tradingRules } from './tradingRule.ts';
import { areaUnderCurve, brier, inside, logLoss, mean, quantileLoss } from './trendScores.ts';

type ByVolatility = { calm: number; middle: number; wild: number };
type Compared = { model: number; baselines: Record<TrendBaseline, number> };

/** Every figure of a set of forecasts. `advantage`: baseline minus model, above 0 where the model is better. */
export type TrendSummary = {
  n: number;
  logLoss: Compared;
  brier: Compared;
  advantage: Record<TrendBaseline, { logLoss: Interval; brier: Interval }>;
  /** Of the tilt (up minus down) for up against down among the outcomes that were not flat; 0.5 is no skill. */
  aucDirection: number;
  /** Of the flat probability for flat against not flat. */
  aucFlat: number;
  quantileLossPercent: { model: number; randomWalk: number; garch: number };
  calibrationError: number;
  reliability: ReliabilityBin[];
  /** Share of outcomes between the 5% and the 95% quantile: overall, by quantile and by third of volatility. */
  coverage90: number;
  coverage90Interval: Interval;
  coverage90Garch: number;
  coverage90ByVolatility: ByVolatility;
  /** GARCH minus model in log loss, by third of recent volatility: where it helps and where it does not. */
  advantageByVolatility: ByVolatility;
  tradingRule: Record<'model' | 'momentum' | 'lastSign', RuleResult>;
};

/** `horizonMs`: how far ahead was looked. Blocks of the bootstrap are days, or four horizons where that is longer. */
export function summariseTrend(samples: readonly TrendSample[], horizonMs: number): TrendSummary {
  const blockMs = Math.max(86_400_000, 4 * horizonMs);
  const blocks = samples.map((sample) => Math.floor(sample.ts / blockMs));
  const compare = (score: typeof logLoss): Compared => ({
    model: mean(samples.map((sample) => score(sample.model, sample.outcome))),
    baselines: perBaseline((name) =>
      mean(samples.map((sample) => score(sample.baselines[name], sample.outcome))),
    ),
  });
  const advantage = (name: TrendBaseline, score: typeof logLoss) =>
    bootstrapMean(
      samples.map(
        (sample) => score(sample.baselines[name], sample.outcome) - score(sample.model, sample.outcome),
      ),
      blocks,
    );
  const bins = reliability(
    ['down', 'flat', 'up'],
    samples.map(({ model, outcome }) => ({ said: model, came: outcome })),
  );
  const moved = samples.filter((sample) => sample.outcome !== 1);
  return {
    n: samples.length,
    logLoss: compare(logLoss),
    brier: compare(brier),
    advantage: perBaseline((name) => ({
      logLoss: advantage(name, logLoss),
      brier: advantage(name, brier),
    })),
    aucDirection: areaUnderCurve(
      moved.map(({ model: [down, , up] }) => up - down),
      moved.map((sample) => sample.outcome === 2),
    ),
    aucFlat: areaUnderCurve(
      samples.map((sample) => sample.model[1]),
      samples.map((sample) => sample.outcome === 1),
    ),
    quantileLossPercent: {
      model: 100 * mean(samples.map((sample) => quantileLoss(sample.quantiles.model, sample.realised))),
      randomWalk: 100 * mean(samples.map((s) => quantileLoss(s.quantiles.randomWalk, s.realised))),
      garch: 100 * mean(samples.map((sample) => quantileLoss(sample.quantiles.garch, sample.realised))),
    },
    calibrationError: calibrationError(bins),
    reliability: bins,
    coverage90: coverage(samples, 'model'),
    coverage90Interval: bootstrapMean(
      samples.map((sample) => (inside(sample.quantiles.model, sample.realised) ? 1 : 0)),
      blocks,
    ),
    coverage90Garch: coverage(samples, 'garch'),
    coverage90ByVolatility: byVolatility(samples, (part) => coverage(part, 'model')),
    advantageByVolatility: byVolatility(samples, (part) =>
      mean(part.map((s) => logLoss(s.baselines.garch, s.outcome) - logLoss(s.model, s.outcome))),
    ),
    tradingRule: tradingRules(samples, horizonMs),
  };
}

function perBaseline<Value>(value: (name: TrendBaseline) => Value): Record<TrendBaseline, Value> {
  return Object.fromEntries(trendBaselines.map((name) => [name, value(name)])) as Record<
    TrendBaseline,
    Value
  >;
}

function coverage(samples: readonly TrendSample[], by: 'model' | 'garch'): number {
  return mean(samples.map((sample) => (inside(sample.quantiles[by], sample.realised) ? 1 : 0)));
}

/** A figure of each third of the samples by recent volatility. */
function byVolatility(
  samples: readonly TrendSample[],
  figure: (part: readonly TrendSample[]) => number,
): ByVolatility {
  const sorted = [...samples].sort((a, b) => a.volatility - b.volatility);
  const third = (i: number) => figure(sorted.slice((i * sorted.length) / 3, ((i + 1) * sorted.length) / 3));
  return { calm: third(0), middle: third(1), wild: third(2) };
}
