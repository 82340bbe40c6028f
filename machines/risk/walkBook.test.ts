import { expect, test } from 'vitest';
import { decimal } from '../../domain/decimal.ts';
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
  const walk = walkBook(asks, decimal('1.5'));
  expect(walk.filled.toString()).toBe('1.5');
  expect(walk.spent.toString()).toBe('151');
});

test('behavior: stops at the first level worse than the bound', () => {
  expect(walkBook(asks, decimal('9'), { side: 'buy', worst: decimal('102') }).filled.toString()).toBe('2');
  expect(walkBook(bids, decimal('9'), { side: 'sell', worst: decimal('98') }).filled.toString()).toBe('2');
  expect(walkBook(bids, decimal('9'), { side: 'sell', worst: decimal('98.5') }).filled.toString()).toBe('1');
});

test('behavior: an empty book gives nothing', () => {
  const walk = walkBook([], decimal('1'));
  expect(walk.filled.toString()).toBe('0');
  expect(walk.spent.toString()).toBe('0');
});

test('behavior: depth counts the levels within the bound', () => {
  expect(depthWithin(asks, { side: 'buy', worst: decimal('109.99') }).toString()).toBe('2');
  expect(depthWithin(asks, { side: 'buy', worst: decimal('110') }).toString()).toBe('7');
  expect(depthWithin(bids, { side: 'sell', worst: decimal('99.5') }).toString()).toBe('0');
});

test('behavior: depth need not be counted beyond what is enough', () => {
  const bound = { side: 'buy' as const, worst: decimal('110') };
  expect(depthWithin(asks, bound, decimal('1.5')).toString()).toBe('2');
  expect(depthWithin(asks, bound, decimal('9')).toString()).toBe('7');
});
