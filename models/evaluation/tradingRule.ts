import { bootstrapMean, type Interval } from './bootstrapMean.ts';
import type { TrendSample } from './TrendSample.ts';
import { mean } from './trendScores.ts';

/** `interval`: 95% interval of the mean per trade, in percent, bootstrapped over blocks of time. */
export type RuleResult = {
  trades: number;
  meanNetPercent: number;
  interval: Interval;
  totalNetPercent: number;
  hitRate: number;
};

/** Fee and slippage of getting in and out again, as a share of the price. */
export const roundTripCost = 0.002;

/**
 * A simple cost-aware rule, not a strategy: take the forecast's side for one horizon where its expected return
 * exceeds the cost, without overlapping trades; momentum and last sign trade their side every time. Sums, not
 * compounded.
 */
export function tradingRules(
  samples: readonly TrendSample[],
  horizonMs: number,
): Record<'model' | 'momentum' | 'lastSign', RuleResult> {
  return {
    model: run(samples, horizonMs, ({ signals }) =>
      Math.abs(signals.model) > roundTripCost ? Math.sign(signals.model) : 0,
    ),
    momentum: run(samples, horizonMs, ({ signals }) => signals.momentum),
    lastSign: run(samples, horizonMs, ({ signals }) => signals.lastSign),
  };
}

function run(
  samples: readonly TrendSample[],
  horizonMs: number,
  side: (sample: TrendSample) => number,
): RuleResult {
  const results: number[] = [];
  const blocks: number[] = [];
  const blockMs = Math.max(86_400_000, 4 * horizonMs);
  const busyUntil = new Map<string, number>();
  for (const sample of samples) {
    const direction = side(sample);
    if (direction === 0 || sample.ts < (busyUntil.get(sample.instrument) ?? 0)) continue;
    busyUntil.set(sample.instrument, sample.ts + horizonMs);
    blocks.push(Math.floor(sample.ts / blockMs));
    results.push(direction * sample.realised - roundTripCost);
  }
  const total = results.reduce((sum, value) => sum + value, 0);
  return {
    trades: results.length,
    meanNetPercent: results.length > 0 ? mean(results) * 100 : 0,
    interval:
      results.length > 0
        ? bootstrapMean(
            results.map((value) => value * 100),
            blocks,
          )
        : { mean: 0, low: 0, high: 0 },
    totalNetPercent: total * 100,
    hitRate: results.length > 0 ? results.filter((value) => value > 0).length / results.length : 0,
  };
}
