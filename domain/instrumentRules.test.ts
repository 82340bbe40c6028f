import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decimal, decimal } from './decimal.ts';
import { decimalsOf, formatToStep, isOnStep, roundPrice, truncateQuantity } from './instrumentRules.ts';

const steps = { priceTick: '0.01', quantityStep: '0.00001' };
/** Steps as venues have them: powers of ten, and others such as 0.5, 0.25 or 5. */
const step = fc.constantFrom(
  '0.00000001',
  '0.00001',
  '0.01',
  '0.1',
  '0.25',
  '0.5',
  '1',
  '2.5',
  '5',
  '0.003',
  '100',
);
/** Any positive decimal string of at most 64 characters. */
const value = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 38n }), fc.integer({ min: 0, max: 24 }))
  .map(([digits, scale]) => {
    const padded = String(digits).padStart(scale + 1, '0');
    const point = padded.length - scale;
    return decimal(scale === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`);
  });
const onStep = (found: Decimal, size: string) => expect(isOnStep(found, size)).toBe(true);

test('default', () => {
  expect(truncateQuantity(steps, decimal('0.123456789')).toString()).toBe('0.12345');
  expect(roundPrice(steps, 'buy', decimal('100.019')).toString()).toBe('100.01');
  expect(roundPrice(steps, 'sell', decimal('100.011')).toString()).toBe('100.02');
  expect([decimalsOf('0.010'), decimalsOf('1'), decimalsOf('0.25')]).toEqual([2, 0, 2]);
  expect(formatToStep('100', '0.01')).toBe('100.00');
});

test('behavior: a truncated quantity never exceeds what was asked for, and lacks less than one step', () => {
  fc.assert(
    fc.property(value, step, (asked, quantityStep) => {
      const got = truncateQuantity({ priceTick: '1', quantityStep }, asked);
      onStep(got, quantityStep);
      expect(got.lte(asked) && got.gte(0)).toBe(true);
      expect(asked.minus(got).lt(decimal(quantityStep))).toBe(true);
      expect(truncateQuantity({ priceTick: '1', quantityStep }, got).eq(got)).toBe(true);
    }),
    { seed: 7, numRuns: 1_000 },
  );
});

test('behavior: a buy never pays more and a sell never takes less than was asked for, by less than a tick', () => {
  fc.assert(
    fc.property(value, step, (asked, priceTick) => {
      const rules = { priceTick, quantityStep: '1' };
      const buy = roundPrice(rules, 'buy', asked);
      const sell = roundPrice(rules, 'sell', asked);
      onStep(buy, priceTick);
      onStep(sell, priceTick);
      expect(buy.lte(asked) && asked.minus(buy).lt(decimal(priceTick))).toBe(true);
      expect(sell.gte(asked) && sell.minus(asked).lt(decimal(priceTick))).toBe(true);
      for (const side of ['buy', 'sell'] as const) expect(roundPrice(rules, side, buy).eq(buy)).toBe(true);
    }),
    { seed: 7, numRuns: 1_000 },
  );
});

test('behavior: also with more digits than a decimal counts with nothing is rounded to the wrong side', () => {
  const long = decimal(`0.${'9'.repeat(62)}`);
  expect(truncateQuantity({ priceTick: '1', quantityStep: '1' }, long).toString()).toBe('0');
  expect(roundPrice({ priceTick: '1', quantityStep: '1' }, 'buy', long).toString()).toBe('0');
  const above = decimal(`1.${'0'.repeat(60)}1`);
  expect(roundPrice({ priceTick: '1', quantityStep: '1' }, 'sell', above).toString()).toBe('2');
});

test('behavior: a value is on a step exactly when it is a multiple of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), step, (count, size) => {
      const multiple = decimal(size).times(count);
      onStep(multiple, size);
      expect(isOnStep(multiple.plus(decimal(size).div(2)), size)).toBe(false);
      expect(formatToStep(multiple.toString(), size)).toBe(multiple.toFixed(decimalsOf(size)));
    }),
    { seed: 7, numRuns: 500 },
  );
});
