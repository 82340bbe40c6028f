import { expect, test } from 'vitest';
import { Exact } from '../../domain/Exact.ts';
import { depthWithin, walkBook } from './walkBook.ts';

const asks: [string, string][] = [
  ['100', '1'],
  ['102', '1'],
  ['110', '5'],
];
const bids: [string, string][] = [
  ['99', '1'],
  ['98', '1'],
];

test('default', () => {
  const walk = walkBook(asks, Exact.of('1.5'));
  expect(walk.filled.toString()).toBe('1.5');
  expect(walk.spent.toString()).toBe('151');
});

test('behavior: stops at the first level worse than the bound', () => {
  expect(walkBook(asks, Exact.of('9'), { side: 'buy', worst: Exact.of('102') }).filled.toString()).toBe('2');
  expect(walkBook(bids, Exact.of('9'), { side: 'sell', worst: Exact.of('98') }).filled.toString()).toBe('2');
  expect(walkBook(bids, Exact.of('9'), { side: 'sell', worst: Exact.of('98.5') }).filled.toString()).toBe(
    '1',
  );
});

test('behavior: an empty book gives nothing', () => {
  const walk = walkBook([], Exact.of('1'));
  expect(walk.filled.toString()).toBe('0');
  expect(walk.spent.toString()).toBe('0');
});

test('behavior: depth counts the levels within the bound', () => {
  expect(depthWithin(asks, { side: 'buy', worst: Exact.of('109.99') }).toString()).toBe('2');
  expect(depthWithin(asks, { side: 'buy', worst: Exact.of('110') }).toString()).toBe('7');
  expect(depthWithin(bids, { side: 'sell', worst: Exact.of('99.5') }).toString()).toBe('0');
});

test('behavior: depth need not be counted beyond what is enough', () => {
  const bound = { side: 'buy' as const, worst: Exact.of('110') };
  expect(depthWithin(asks, bound, (depth) => depth.atLeast(Exact.of('1.5'))).toString()).toBe('2');
  expect(depthWithin(asks, bound, (depth) => depth.atLeast(Exact.of('9'))).toString()).toBe('7');
});
