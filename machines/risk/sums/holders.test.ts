import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '../../../domain/decimal.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { type HolderFill, heldBy, holdersOf } from './holders.ts';

const btc = instrumentId.parse('BTC/USDT');
const fill = (side: 'buy' | 'sell', quantity: string, proposer: string | null): HolderFill => ({
  instrument: btc,
  side,
  quantity,
  proposer,
});
const shares = (...fills: HolderFill[]) => {
  const holders = holdersOf(fills);
  return [heldBy(holders, btc, 'trend'), heldBy(holders, btc, 'operator')].map(String);
};

test('default', () => {
  expect(shares(fill('buy', '1', 'trend'), fill('buy', '3', 'operator'))).toEqual(['1', '3']);
});

test('behavior: a sell is taken from what its own proposer holds first', () => {
  const both = [fill('buy', '1', 'trend'), fill('buy', '3', 'operator')];
  expect(shares(...both, fill('sell', '1', 'trend'))).toEqual(['0', '3']);
  expect(shares(...both, fill('sell', '2.5', 'trend'))).toEqual(['0', '1.5']);
});

test('behavior: a protection takes from everybody in proportion, and what was sold out counts no more', () => {
  const both = [fill('buy', '1', 'trend'), fill('buy', '3', 'operator')];
  expect(shares(...both, fill('sell', '2', null))).toEqual(['0.5', '1.5']);
  expect(shares(...both, fill('sell', '4', null), fill('buy', '1', 'operator'))).toEqual(['0', '1']);
  expect(shares(...both, fill('sell', '9', null))).toEqual(['0', '0']);
});

test('behavior: what nobody proposed is nobody’s', () => {
  expect(holdersOf([fill('buy', '1', null)]).size).toBe(0);
});

test('behavior: together they hold what was bought less what was sold, never below nothing', () => {
  const anyFill = fc.record({
    instrument: fc.constant(btc),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    quantity: fc.integer({ min: 1, max: 1000 }).map((steps) => (steps / 100).toString()),
    proposer: fc.constantFrom('trend', 'operator', 'agent:trader'),
  });
  fc.assert(
    fc.property(fc.array(anyFill, { maxLength: 20 }), (fills) => {
      let held = new Decimal(0);
      for (const { side, quantity } of fills) {
        held = side === 'buy' ? held.plus(quantity) : Decimal.max(0, held.minus(quantity));
      }
      const all = [...(holdersOf(fills).get(btc)?.values() ?? [])];
      expect(all.every((share) => share.isPositive())).toBe(true);
      // Shares are rounded up at the eighteenth place.
      expect(
        Decimal.sum(0, ...all.map(String))
          .minus(held)
          .abs()
          .lessThan('1e-15'),
      ).toBe(true);
    }),
  );
});
