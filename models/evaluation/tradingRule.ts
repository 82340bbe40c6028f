import type { TrendSample } from './TrendSample.ts';
import { mean } from './trendScores.ts';

export type RuleResult = { trades: number; meanNetPercent: number; totalNetPercent: number; hitRate: number };

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
  const busyUntil = new Map<string, number>();
  for (const sample of samples) {
    const direction = side(sample);
    if (direction === 0 || sample.ts < (busyUntil.get(sample.instrument) ?? 0)) continue;
    busyUntil.set(sample.instrument, sample.ts + horizonMs);
    results.push(direction * sample.realised - roundTripCost);
  }
  const total = results.reduce((sum, value) => sum + value, 0);
  return {
    trades: results.length,
    meanNetPercent: results.length > 0 ? mean(results) * 100 : 0,
    totalNetPercent: total * 100,
    hitRate: results.length > 0 ? results.filter((value) => value > 0).length / results.length : 0,
  };
}
