import { expect, test } from 'vitest';
import { chanceCalibration } from './chanceCalibration.ts';
import { sampleWith } from './testSamples.ts';

const hour = 3_600_000;
const names = ['A', 'B', 'C', 'D'];

/** Hourly forecasts of four instruments whose returns are all the same, or go their own ways. */
const forecasts = (together: boolean) =>
  Array.from({ length: 500 }, (_, i) =>
    names.map((instrument, k) =>
      sampleWith({
        ...{ instrument, ts: i * hour, model: [1 / 3, 1 / 3, 1 / 3] },
        realised: (together ? Math.sin(i * 1.7) : Math.sin(i * 1.7 + (k * Math.PI) / 2)) / 100,
      }),
    ),
  ).flat();

test('default: independent outcomes one bar ahead err by chance as a binomial share does', () => {
  const { mean, high } = chanceCalibration(forecasts(false), { barMs: hour, horizonBars: 1 });
  // The mean absolute error of a share of 1/3 among 2000.
  const expected = Math.sqrt(((2 / Math.PI) * ((1 / 3) * (2 / 3))) / 2000);
  expect(mean).toBeGreaterThan(expected * 0.75);
  expect(mean).toBeLessThan(expected * 1.25);
  expect(high).toBeGreaterThan(mean);
});

test('behavior: instruments that move together and horizons that overlap leave more to chance', () => {
  const alone = chanceCalibration(forecasts(false), { barMs: hour, horizonBars: 1 }).mean;
  const together = chanceCalibration(forecasts(true), { barMs: hour, horizonBars: 1 }).mean;
  const overlapping = chanceCalibration(forecasts(true), { barMs: hour, horizonBars: 12 }).mean;
  expect(together).toBeGreaterThan(1.5 * alone);
  expect(overlapping).toBeGreaterThan(1.8 * together);
});

test('behavior: the same forecasts give the same figures', () => {
  const once = () => chanceCalibration(forecasts(true), { barMs: hour, horizonBars: 4 });
  expect(once()).toEqual(once());
});
