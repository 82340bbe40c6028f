import { expect, test } from 'vitest';
import { Exact } from '../../../domain/Exact.ts';
import { type Ladder, withoutPrice, withPrice } from './ladder.ts';

const of = (...prices: string[]): Ladder =>
  prices.reduce((all, price) => withPrice(all, Exact.of(price)), [] as Ladder);
const texts = (ladder: Ladder) => ladder.map((price) => price.toDecimal().toString());

test('default', () => {
  expect(texts(of('3', '1', '4', '1', '5', '2'))).toEqual(['1', '1', '2', '3', '4', '5']);
});

test('behavior: one of several orders of a price is taken out, wherever it stands', () => {
  const ladder = of('1', '2', '2', '3');
  expect(texts(withoutPrice(ladder, Exact.of('2')))).toEqual(['1', '2', '3']);
  expect(texts(withoutPrice(ladder, Exact.of('1')))).toEqual(['2', '2', '3']);
  expect(texts(withoutPrice(ladder, Exact.of('3')))).toEqual(['1', '2', '2']);
});

test('behavior: a price that is not there changes nothing', () => {
  const ladder = of('1', '3');
  for (const price of ['0.5', '2', '4']) expect(withoutPrice(ladder, Exact.of(price))).toBe(ladder);
  expect(withoutPrice([], Exact.of('1'))).toEqual([]);
});

test('behavior: the ladder before stays as it was', () => {
  const ladder = of('1', '3');
  withPrice(ladder, Exact.of('2'));
  withoutPrice(ladder, Exact.of('1'));
  expect(texts(ladder)).toEqual(['1', '3']);
});
