import { expect, test } from 'vitest';
import { featureRows } from './featureRows.ts';
import { type NumericBar, toNumericBar } from './NumericBar.ts';
import { featureNames, TrendFeatures, windowBars } from './TrendFeatures.ts';
import { testBars } from './testBars.ts';

const bars = testBars(700).map(toNumericBar);

function lastRow(window: readonly NumericBar[]): number[] {
  const features = new TrendFeatures('1h');
  for (const bar of window) features.push(bar);
  return Array.from(features.row()?.values ?? []);
}

test('default: one finite value per name', () => {
  const row = lastRow(bars);
  expect(row).toHaveLength(featureNames().length);
  expect(new Set(featureNames()).size).toBe(row.length);
  expect(row.every(Number.isFinite)).toBe(true);
});

test('behavior: training, backtest and live see identical numbers', () => {
  const training = [...featureRows(bars, '1h', [4])];
  const backtest = new TrendFeatures('1h');
  let compared = 0;
  for (const [i, bar] of bars.entries()) {
    backtest.push(bar);
    if (i < windowBars - 1) expect(backtest.row()).toBeUndefined();
    if (i < windowBars - 1 || i % 37 !== 0) continue;
    const live = lastRow(bars.slice(i - windowBars + 1, i + 1));
    const trained = training.find((row) => row.index === i);
    expect(Array.from(backtest.row()?.values ?? [])).toStrictEqual(live);
    expect(Array.from(trained?.values ?? [])).toStrictEqual(live);
    compared += 1;
  }
  expect(training).toHaveLength(bars.length - windowBars + 1);
  expect(compared).toBeGreaterThan(10);
});

test('behavior: no feature sees its future', () => {
  const cut = 450;
  const perturbed = bars.map((bar, i) =>
    i < cut
      ? bar
      : {
          ...bar,
          open: bar.open * 3,
          high: bar.high * 9,
          low: bar.low / 9,
          close: bar.close * 2,
          volume: 1e9,
        },
  );
  const before = [...featureRows(bars, '1h', [4])];
  const after = [...featureRows(perturbed, '1h', [4])];
  for (const [i, row] of before.entries()) {
    const same = JSON.stringify(row.values) === JSON.stringify(after[i]?.values);
    expect(same, `row of bar ${row.index}`).toBe(row.index < cut);
  }
});

test('behavior: what lies before the window leaves no trace', () => {
  const shocked = bars.map((bar, i) =>
    i < 400 ? { ...bar, close: bar.close * 5, high: bar.high * 6 } : bar,
  );
  expect(lastRow(shocked.slice(0, 400 + windowBars))).toStrictEqual(lastRow(bars.slice(0, 400 + windowBars)));
  expect(lastRow(shocked.slice(0, 399 + windowBars))).not.toStrictEqual(
    lastRow(bars.slice(0, 399 + windowBars)),
  );
});

test('behavior: features do not depend on the price unit, beyond rounding', () => {
  const scaled = bars.map((bar) => ({
    ...bar,
    open: bar.open * 1000,
    high: bar.high * 1000,
    low: bar.low * 1000,
    close: bar.close * 1000,
  }));
  const [row, other] = [lastRow(bars), lastRow(scaled)];
  row.forEach((value, i) => {
    expect(other[i], featureNames()[i]).toBeCloseTo(value, 6);
  });
});

test('behavior: a market that does not move has no row', () => {
  const features = new TrendFeatures('1h');
  for (const bar of bars) features.push({ ...bar, open: 5, high: 5, low: 5, close: 5 });
  expect(features.ready).toBe(true);
  expect(features.row()).toBeUndefined();
});

test('behavior: bars without any volume give finite values', () => {
  const silent = bars.map((bar) => ({ ...bar, volume: 0 }));
  expect(lastRow(silent).every(Number.isFinite)).toBe(true);
});
