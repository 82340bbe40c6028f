import { expect, test } from 'vitest';
import { populationStability } from './populationStability.ts';

const edges = [0.25, 0.5, 0.75];
const even = Array.from({ length: 400 }, (_, i) => (i + 0.5) / 400);

test('default: a sample like the population is near zero', () => {
  expect(populationStability(even, edges)).toBeCloseTo(0, 6);
});

test('behavior: by hand, half in the lowest group and half in the highest', () => {
  const values = [...new Array(200).fill(0.1), ...new Array(200).fill(0.9)];
  const [full, empty] = [200.5 / 402, 0.5 / 402];
  const byHand = 2 * (full - 0.25) * Math.log(full / 0.25) + 2 * (empty - 0.25) * Math.log(empty / 0.25);
  expect(populationStability(values, edges)).toBeCloseTo(byHand, 12);
  expect(byHand).toBeGreaterThan(0.25);
});

test('behavior: a value on an edge belongs to the group below it', () => {
  expect(populationStability([0.25], edges)).toBe(populationStability([0.1], edges));
});

test('behavior: nothing seen is nothing known', () => {
  expect(populationStability([], edges)).toBeNaN();
});

test('behavior: equal edges are one group with the share of all of them', () => {
  const values = Array.from({ length: 500 }, (_, i) => [1, 1, 2, 3, 4][i % 5] ?? 0);
  expect(populationStability(values, [1, 1, 2, 3])).toBeCloseTo(0, 4);
});

test('behavior: a feature that takes hardly any values has no index', () => {
  expect(populationStability([5, 5, 5], [5, 5, 5, 5])).toBeNaN();
});
