import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testFill, testIntent } from '../test/fixtures/orderFixtures.ts';
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
