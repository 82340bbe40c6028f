import { expect, test } from 'vitest';
import { Decimal } from '../decimal.ts';
import { priceAtTick } from './priceAtTick.ts';

const valueAt = (tick: string): string => {
  const price = priceAtTick(new Decimal(tick));
  return new Decimal(String(price?.numerator)).div(String(price?.denominator)).toPrecision(12);
};

test('default', () => {
  expect(valueAt('0')).toBe('1.00000000000');
  expect(valueAt('1')).toBe('1.00010000000');
  expect(valueAt('-1')).toBe('0.999900009999');
});

test('behavior: known prices of a pool', () => {
  // 1.0001^202919 and its inverse, computed apart from this code with fifty digits.
  expect(valueAt('202919')).toBe('648962487.564');
  expect(valueAt('-202919')).toBe('0.00000000154092111511');
});

test('behavior: the outermost ticks of a pool are no zero', () => {
  expect(priceAtTick(new Decimal(-887_272))?.numerator).toBeGreaterThan(0n);
  expect(priceAtTick(new Decimal(887_272))?.numerator).toBeGreaterThan(2n ** 200n);
});

test('error: a tick that no pool can have, as any contract may answer, has no price', () => {
  for (const tick of ['887272.5', '-887273', '-120000000000000'])
    expect(priceAtTick(new Decimal(tick))).toBeUndefined();
});

test('behavior: an average lies between its neighbours', () => {
  expect(Number(valueAt('0.5'))).toBeCloseTo(1.00005, 8);
});
