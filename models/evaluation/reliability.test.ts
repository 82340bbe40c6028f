import { expect, test } from 'vitest';
import { calibrationError, reliability } from './reliability.ts';

const outcomes = ['down', 'flat', 'up'];
const error = (...came: number[]) =>
  calibrationError(
    reliability(
      outcomes,
      came.map((k) => ({ said: [0.25, 0.25, 0.5], came: k })),
    ),
  );

test('default: calibration error is 0 where what was said came, and the distance where not', () => {
  expect(error(0, 1, 2, 2)).toBeCloseTo(0, 12);
  expect(error(2, 2)).toBeCloseTo((0.25 + 0.25 + 0.5) / 3, 12);
});

test('behavior: bins say how many they hold; empty ones are left out, and certainty is in the last', () => {
  const bins = reliability(['no', 'yes'], [{ said: [0, 1], came: 1 }]);
  expect(bins).toEqual([
    { outcome: 'no', from: 0, to: 0.1, n: 1, said: 0, came: 0 },
    { outcome: 'yes', from: 0.9, to: 1, n: 1, said: 1, came: 1 },
  ]);
});
