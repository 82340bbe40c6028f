import { expect, test } from 'vitest';
import { findGaps } from './findGaps.ts';

test('default', () => {
  expect(findGaps([0, 10, 40, 50, 80], 10)).toEqual([
    { from: 20, to: 30, missing: 2 },
    { from: 60, to: 70, missing: 2 },
  ]);
});

test('behavior: a range counts what is missing at its ends too', () => {
  const range = { from: 0, to: 50 };
  expect(findGaps([20], 10, range)).toEqual([
    { from: 0, to: 10, missing: 2 },
    { from: 30, to: 40, missing: 2 },
  ]);
  expect(findGaps([], 10, range)).toEqual([{ from: 0, to: 40, missing: 5 }]);
  expect(findGaps([0, 10, 20, 30, 40], 10, range)).toEqual([]);
  expect(findGaps([], 10)).toEqual([]);
});
