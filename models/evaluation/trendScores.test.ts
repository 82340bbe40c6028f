import { expect, test } from 'vitest';
import { bootstrapMean } from './bootstrapMean.ts';
import { quantileOf, scaledProbabilities } from './trendBaselineTables.ts';
import { areaUnderCurve, brier, inside, logLoss, quantileLoss } from './trendScores.ts';

test('default: log loss and Brier score of one forecast', () => {
  expect(logLoss([0.2, 0.3, 0.5], 2)).toBeCloseTo(Math.log(2), 12);
  expect(brier([0.2, 0.3, 0.5], 2)).toBeCloseTo(0.04 + 0.09 + 0.25, 12);
  expect(brier([0, 0, 1], 2)).toBe(0);
});

test('default: pinball loss weighs misses by their level', () => {
  expect(quantileLoss([0, 0, 0, 0, 0], 1)).toBeCloseTo((0.05 + 0.25 + 0.5 + 0.75 + 0.95) / 5, 12);
  expect(quantileLoss([0, 0, 0, 0, 0], -1)).toBeCloseTo(0.5, 12);
  expect(inside([-1, 0, 0, 0, 1], 1)).toBe(true);
  expect(inside([-1, 0, 0, 0, 1], 1.01)).toBe(false);
});

test('behavior: area under the curve with and without ties', () => {
  expect(areaUnderCurve([1, 2, 3, 4], [false, false, true, true])).toBe(1);
  expect(areaUnderCurve([4, 3, 2, 1], [false, false, true, true])).toBe(0);
  expect(areaUnderCurve([1, 1, 1, 1], [false, true, false, true])).toBe(0.5);
  expect(areaUnderCurve([1, 3, 2, 4], [false, false, true, true])).toBe(0.75);
});

test('behavior: scaled outcomes spread with volatility', () => {
  const outcomes = Array.from({ length: 401 }, (_, i) => i / 100 - 2);
  const [down, flat, up] = scaledProbabilities(outcomes, 1, 0.4);
  expect(down).toBeCloseTo(0.4, 2);
  expect(flat).toBeCloseTo(0.2, 2);
  expect(down + flat + up).toBeCloseTo(1, 12);
  expect(scaledProbabilities(outcomes, 2, 0.4)[1]).toBeCloseTo(0.1, 2);
  expect(quantileOf(outcomes, 0.25)).toBeCloseTo(-1, 12);
});

test('behavior: the interval is wider when values move in blocks, and repeats exactly', () => {
  const values = Array.from({ length: 400 }, (_, i) => (Math.floor(i / 40) % 2 === 0 ? 1 : -1));
  const alone = bootstrapMean(
    values,
    values.map((_, i) => i),
  );
  const blocks = values.map((_, i) => Math.floor(i / 40));
  const together = bootstrapMean(values, blocks);
  expect(together.mean).toBe(0);
  expect(together.high - together.low).toBeGreaterThan(3 * (alone.high - alone.low));
  expect(bootstrapMean(values, blocks)).toStrictEqual(together);
});
