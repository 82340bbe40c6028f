import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testFill, testIntent } from '../test/fixtures/orderFixtures.ts';
import { decimal } from './decimal.ts';
import type { Fill } from './Fill.ts';
import { applyFill, emptyPosition, positionOf } from './Position.ts';

const { account, instrument } = testIntent();
const nothing = emptyPosition(account, instrument);
const buy = (id: string, quantity: string, over: Partial<Fill> = {}) => testFill(id, quantity, over);
const sell = (id: string, quantity: string, over: Partial<Fill> = {}) =>
  testFill(id, quantity, { side: 'sell', ...over });

test('default', () => {
  const bought = applyFill(nothing, buy('1', '2', { fee: '1' }));
  expect(bought).toMatchObject({ quantity: '2', averagePrice: '100.5', fees: '1', openedAt: 5 });
  const sold = applyFill(bought, sell('2', '2', { price: '110', fee: '1', at: 6 }));
  expect(sold).toMatchObject({ quantity: '0', realised: '18', fees: '2', openedAt: null, updatedAt: 6 });
});

test('behavior: a fee in coins makes the holding smaller', () => {
  const bought = applyFill(nothing, buy('1', '1', { fee: '0.001', feeAsset: 'BTC' }));
  expect(bought).toMatchObject({ quantity: '0.999', fees: '0.1' });
});

test('behavior: coins that were never in the books are sold without a short position and without a profit', () => {
  const bought = applyFill(nothing, buy('1', '1', { fee: '0' }));
  const sold = applyFill(bought, sell('2', '4', { price: '110', fee: '4' }));
  // A quarter of what was sold was ours: 10 of profit, and a quarter of the fee.
  expect(sold).toMatchObject({ quantity: '0', realised: '9' });
});

test('behavior: trades of one moment go by their number, not by their spelling', () => {
  const fills = [buy('9', '1', { fee: '0' }), sell('10', '1', { fee: '0', price: '120' })];
  expect(positionOf(nothing, fills)).toMatchObject({ quantity: '0', realised: '20' });
});

test('behavior: every order of arrival makes the same position', () => {
  const trade = fc.record({
    side: fc.constantFrom('buy', 'sell'),
    quantity: fc.integer({ min: 1, max: 50 }).map(String),
    price: fc.integer({ min: 50, max: 150 }).map(String),
    at: fc.integer({ min: 1, max: 3 }),
  });
  const arrivals = fc
    .array(trade, { minLength: 1, maxLength: 6 })
    .map((trades) => trades.map((one, index) => testFill(String(index), one.quantity, one as Partial<Fill>)))
    .chain((fills) => fc.tuple(fc.constant(fills), fc.shuffledSubarray(fills, { minLength: fills.length })));
  fc.assert(
    fc.property(arrivals, ([fills, shuffled]) => {
      expect(positionOf(nothing, shuffled)).toEqual(positionOf(nothing, fills));
    }),
    { numRuns: 200 },
  );
});

test('behavior: each of the 720 ways in which six fills can arrive makes the same position', () => {
  const fills = [
    buy('1', '2', { price: '101', at: 1 }),
    buy('2', '1.5', { price: '99.5', at: 2, fee: '0.0015', feeAsset: 'BTC' }),
    sell('3', '0.7', { price: '120', at: 3 }),
    sell('4', '2.7985', { price: '90', at: 4 }),
    buy('5', '0.3', { price: '95', at: 4 }),
    sell('6', '0.1', { price: '97.25', at: 6, fee: '0.01' }),
  ];
  const ways = permutations(fills);
  expect(ways.length).toBe(720);
  const made = new Set(ways.map((way) => JSON.stringify(positionOf(nothing, way))));
  expect([...made]).toEqual([JSON.stringify(positionOf(nothing, fills))]);
});

test('behavior: no money appears or is lost: what was paid and taken is the profit less the cost of what is left', () => {
  const hundredths = fc.integer({ min: 1, max: 500 }).map((value) => (value / 100).toString());
  const trade = fc.record({
    sells: fc.boolean(),
    quantity: hundredths,
    price: hundredths,
    fee: fc.integer({ min: 0, max: 9 }).map((value) => (value / 100).toString()),
  });
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 12 }), (trades) => {
      let held = decimal('0');
      let cash = decimal('0');
      const fills = trades.flatMap(({ sells, quantity, price, fee }, index) => {
        // Never more than is held: what was never in the books makes no profit here.
        if (sells && held.lt(decimal(quantity))) return [];
        const worth = decimal(quantity).times(decimal(price));
        held = sells ? held.minus(decimal(quantity)) : held.plus(decimal(quantity));
        cash = (sells ? cash.plus(worth) : cash.minus(worth)).minus(decimal(fee));
        return [testFill(String(index), quantity, { side: sells ? 'sell' : 'buy', price, fee, at: index })];
      });
      const { quantity, averagePrice, realised, fees } = positionOf(nothing, fills);
      expect(decimal(quantity).eq(held)).toBe(true);
      expect(decimal(fees).eq(fills.reduce((sum, { fee }) => sum.plus(decimal(fee)), decimal('0')))).toBe(
        true,
      );
      const left = decimal(realised).minus(decimal(quantity).times(decimal(averagePrice)));
      // Average prices are kept to eighteen places.
      expect(left.minus(cash).abs().lt('1e-14')).toBe(true);
    }),
    { seed: 7, numRuns: 500 },
  );
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((others) => [item, ...others]),
  );
}
