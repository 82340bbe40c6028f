import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideUp, fromUnits, toUnits } from './units.ts';

test('default', () => {
  expect(toUnits('1.5', 6, 'down')).toBe(1_500_000n);
  expect(fromUnits(1_500_000n, 6)).toBe('1.5');
});

test('behavior: tokens without places and with 77 of them', () => {
  expect(toUnits('3', 0, 'down')).toBe(3n);
  expect([toUnits('3.7', 0, 'down'), toUnits('3.2', 0, 'up')]).toEqual([3n, 4n]);
  expect(fromUnits(30n, 0)).toBe('30');
  expect(toUnits('1.5', 77, 'down')).toBe(15n * 10n ** 76n);
  expect(fromUnits(15n * 10n ** 76n + 1n, 77)).toBe('1.5');
  expect(fromUnits(1n, 77)).toBe('0');
});

test('behavior: there and back is the same for what both can express', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 2n ** 120n }),
      fc.integer({ min: 0, max: 18 }),
      (units, decimals) => {
        expect(toUnits(fromUnits(units, decimals), decimals, 'down')).toBe(units);
      },
    ),
  );
});

test('behavior: division that rounds up', () => {
  expect([divideUp(9n, 3n), divideUp(10n, 3n), divideUp(0n, 3n)]).toEqual([3n, 4n, 0n]);
});

test('error: a negative amount is none', () => {
  expect(() => toUnits('-1', 6, 'down')).toThrow(RangeError);
});
