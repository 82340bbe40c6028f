import { expect, test } from 'vitest';
import { summariseTrend } from './summariseTrend.ts';
import type { TrendSample } from './TrendSample.ts';
import { sampleWith } from './testSamples.ts';

const day = 86_400_000;

test('default: a model that knows beats every baseline, with an interval above zero', () => {
  const samples = Array.from({ length: 300 }, (_, i): TrendSample => {
    const outcome = i % 3 === 0 ? 0 : i % 3 === 1 ? 1 : 2;
    const model = [0.1, 0.1, 0.1].map((p, k) => (k === outcome ? 0.8 : p));
    return sampleWith({ ts: (i * day) / 10, outcome, model: [model[0] ?? 0, model[1] ?? 0, model[2] ?? 0] });
  });
  const summary = summariseTrend(samples, 3_600_000);
  expect(summary.n).toBe(300);
  expect(summary.logLoss.model).toBeCloseTo(-Math.log(0.8), 10);
  expect(summary.logLoss.baselines.majority).toBeCloseTo(-(2 * Math.log(0.3) + Math.log(0.4)) / 3, 10);
  expect(summary.advantage.garch.logLoss.low).toBeGreaterThan(0);
  expect(summary.aucDirection).toBe(1);
  expect(summary.aucFlat).toBe(1);
});

test('behavior: coverage is counted overall and by third of volatility', () => {
  const samples = Array.from({ length: 30 }, (_, i) =>
    sampleWith({ ts: i * day, volatility: i, realised: i >= 20 && i < 25 ? 0.03 : 0.01 }),
  );
  const summary = summariseTrend(samples, 3_600_000);
  expect(summary.coverage90).toBeCloseTo(25 / 30, 10);
  expect(summary.coverage90ByVolatility).toStrictEqual({ calm: 1, middle: 1, wild: 0.5 });
});

test('behavior: the rule trades only above its cost, one horizon at a time, and pays for it', () => {
  const samples = [
    sampleWith({ ts: 0, realised: 0.01, signals: { model: 0.003, momentum: 1, lastSign: -1 } }),
    sampleWith({ ts: 1, realised: 0.5, signals: { model: 0.003, momentum: 1, lastSign: -1 } }),
    sampleWith({ ts: 10, realised: 0.01, signals: { model: -0.001, momentum: 0, lastSign: -1 } }),
  ];
  const { tradingRule } = summariseTrend(samples, 10);
  expect(tradingRule.model.trades).toBe(1);
  expect(tradingRule.model.meanNetPercent).toBeCloseTo(0.8, 10);
  expect(tradingRule.lastSign).toMatchObject({ trades: 2, hitRate: 0 });
});
