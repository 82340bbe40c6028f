import { expect, test } from 'vitest';
import type { Bar } from '../../domain/market.ts';
import { digestBars, digestFigures } from './digestBars.ts';

function bar(index: number, open: number, high: number, low: number, close: number): Bar {
  const text = (value: number) => value.toFixed(2);
  return {
    ts: index * 60_000,
    open: text(open),
    high: text(high),
    low: text(low),
    close: text(close),
    volume: '2',
  };
}
/** Rises by 1 a bar, with a range of 4. */
const rising = [...Array(300).keys()].map((index) =>
  bar(index, 100 + index, 103 + index, 99 + index, 101 + index),
);

test('default: change, range and extremes are those of the window alone', () => {
  const digest = digestBars(rising, 10, '0.01');
  expect(digest).toMatchObject({
    ...{ count: 10, from: 290 * 60_000, asOf: 299 * 60_000, open: '390.00', close: '400.00' },
    ...{ high: '402.00', low: '389.00', changePercent: '2.56', rangePercent: '3.33', volume: '20.0000' },
    trend: 'up',
  });
  expect(digest?.bars).toHaveLength(8);
});

test('behavior: indicators equal their definitions on a series where these are known', () => {
  const digest = digestBars(rising, 10, '0.01');
  // Only gains; a constant true range; an average of n bars lags a steady rise by (n - 1) / 2.
  expect(digest?.rsi14).toBe('100.0');
  expect(digest?.atr14).toBe('4.00');
  expect(Number(digest?.ema20)).toBeCloseTo(400 - 9.5, 1);
  expect(Number(digest?.ema50)).toBeCloseTo(400 - 24.5, 1);
  // The averages of 12 and 26 bars stay 7 apart; 20 steps of 1 deviate by the root of 399 / 12 around their middle.
  expect(Number(digest?.macdHistogram)).toBeCloseTo(0, 1);
  expect(Number(digest?.bollingerUpper)).toBeCloseTo(390.5 + 2 * Math.sqrt(399 / 12), 1);
  expect(Number(digest?.bollingerLower)).toBeCloseTo(390.5 - 2 * Math.sqrt(399 / 12), 1);
  expect(digest?.adx14).toBe('100.0');
});

test('behavior: an indicator that has not settled is left out, not guessed', () => {
  const digest = digestBars(rising.slice(0, 12), 12, '0.01');
  expect(digest).toMatchObject({ ema20: null, ema50: null, rsi14: null, atr14: null, trend: 'sideways' });
  expect(digest).toMatchObject({ macdHistogram: null, bollingerUpper: null, adx14: null });
  if (!digest) return;
  expect(digestFigures(digest).map(({ name }) => name)).not.toContain('ema20');
});

test('behavior: figures carry the names that the gate looks for', () => {
  const digest = digestBars(rising, 10, '0.01');
  if (!digest) throw new Error('no digest');
  expect(digestFigures(digest)).toContainEqual({ name: 'close', value: '400.00' });
});

test('behavior: a falling market points down, and volatility is of one bar', () => {
  const falling = [...rising].reverse().map((item, index) => ({ ...item, ts: index * 60_000 }));
  expect(digestBars(falling, 50, '0.01')?.trend).toBe('down');
  const flat = rising.map((item) => ({ ...item, open: '100', high: '100', low: '100', close: '100' }));
  expect(digestBars(flat, 50, '0.01')?.volatilityPercent).toBe('0.00');
});

test('error: no bars, no digest', () => {
  expect(digestBars([], 10, '0.01')).toBeUndefined();
});
