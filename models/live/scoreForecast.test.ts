import { expect, test } from 'vitest';
import { scoreForecast } from './scoreForecast.ts';
import { testForecast } from './testForecasts.ts';

test('default: by hand, a rise beyond the band', () => {
  const score = scoreForecast(testForecast(), 100, 102);
  expect(score.realisedPercent).toBeCloseTo(2, 10);
  expect(score.outcome).toBe('up');
  expect(score.brier).toBeCloseTo(0.2 ** 2 + 0.3 ** 2 + 0.5 ** 2, 10);
  expect(score.logLoss).toBeCloseTo(-Math.log(0.5), 10);
  expect(score.inside90).toBe(true);
});

test('behavior: inside the band it is flat, below it down', () => {
  expect(scoreForecast(testForecast(), 100, 100.9)).toMatchObject({ outcome: 'flat' });
  expect(scoreForecast(testForecast(), 100, 98.9)).toMatchObject({ outcome: 'down' });
});

test('behavior: beyond the outer quantiles it is outside; without quantiles nobody can say', () => {
  expect(scoreForecast(testForecast(), 100, 103.1).inside90).toBe(false);
  expect(scoreForecast(testForecast(), 100, 96.9).inside90).toBe(false);
  const { quantiles: _, ...bare } = testForecast();
  expect(scoreForecast(bare, 100, 103.1).inside90).toBeNull();
});
