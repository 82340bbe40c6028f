import { expect, it } from 'vitest';
import type { Bar } from '../../../domain/market.ts';
import { indicatorLines } from './indicators.ts';

/** Bars that close at the given prices, a minute apart. */
function closing(closes: number[]): Bar[] {
  return closes.map((close, index) => {
    const price = String(close);
    return { ts: index * 60_000, open: price, high: price, low: price, close: price, volume: '1' };
  });
}

it('default', () => {
  const flat = closing(Array.from({ length: 60 }, () => 100));
  expect(indicatorLines('ema20', flat).ema20?.at(-1)).toBe(100);
  expect(indicatorLines('bollinger', flat)).toMatchObject({ upper: expect.arrayContaining([100]) });
});

it('behavior: a line has one value a bar and starts once it is warm', () => {
  const rising = closing(Array.from({ length: 60 }, (_, index) => 100 + index));
  for (const indicator of ['ema20', 'ema50', 'bollinger', 'rsi'] as const) {
    for (const values of Object.values(indicatorLines(indicator, rising))) {
      expect(values).toHaveLength(60);
      expect(values[0]).toBeNull();
      expect(values.at(-1)).toEqual(expect.any(Number));
    }
  }
});

it('behavior: the bands lie two standard deviations around the mean of twenty', () => {
  const closes = Array.from({ length: 20 }, (_, index) => index + 1);
  const { upper, middle, lower } = indicatorLines('bollinger', closing(closes));
  const deviation = Math.sqrt(closes.reduce((sum, close) => sum + (close - 10.5) ** 2, 0) / 20);
  expect(middle?.at(-1)).toBeCloseTo(10.5, 9);
  expect(upper?.at(-1)).toBeCloseTo(10.5 + 2 * deviation, 9);
  expect(lower?.at(-1)).toBeCloseTo(10.5 - 2 * deviation, 9);
});

it('behavior: RSI is high when prices only rise and low when they only fall', () => {
  const rising = closing(Array.from({ length: 40 }, (_, index) => 100 + index));
  const falling = closing(Array.from({ length: 40 }, (_, index) => 100 - index));
  expect(indicatorLines('rsi', rising).rsi?.at(-1)).toBeGreaterThan(99);
  expect(indicatorLines('rsi', falling).rsi?.at(-1)).toBeLessThan(1);
});
