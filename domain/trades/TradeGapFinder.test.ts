import { expect, test } from 'vitest';
import type { PublicTrade } from './PublicTrade.ts';
import { TradeGapFinder } from './TradeGapFinder.ts';

const trade = (id: string | null, exchangeTime: number, afterBreak = false): PublicTrade => ({
  ...{ id, exchangeTime, afterBreak, price: '1', quantity: '1', takerSide: 'buy' },
});

function gapsOf(consecutive: boolean, ...pieces: PublicTrade[][]) {
  const finder = new TradeGapFinder(consecutive);
  for (const piece of pieces) finder.look(piece);
  return finder.gaps;
}

test('default: a hole in the numbers is a gap, also between two pieces; a break that left none is not', () => {
  const found = gapsOf(
    true,
    [trade('1', 1, true), trade('2', 2), trade('5', 9)],
    [trade('6', 10, true), trade('8', 11)],
  );
  expect(found).toEqual([
    { from: 2, to: 9, missing: 2n },
    { from: 10, to: 11, missing: 1n },
  ]);
});

test('behavior: where numbers have holes of their own, or there are none, a break may be a gap', () => {
  expect(
    gapsOf(false, [trade('1', 1, true), trade('5', 2), trade('9', 3, true), trade('10', 4, true)]),
  ).toEqual([{ from: 2, to: 3, missing: null }]);
  expect(gapsOf(false, [trade(null, 1), trade(null, 2), trade('a', 3, true)])).toEqual([
    { from: 2, to: 3, missing: null },
  ]);
});
