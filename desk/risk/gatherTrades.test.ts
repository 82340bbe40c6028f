import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { emptyPosition, type Position } from '../../domain/Position.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { joined, toTradePart } from './gatherTrades.ts';

const { id: order, account } = testIntent();
const position = (changes: Partial<Position>): Position => ({
  ...emptyPosition(account, instrumentId.parse('BTC/USDT')),
  ...changes,
});
const sold = {
  fill: 'T1',
  order,
  stopOut: true,
  before: position({ quantity: '1', realised: '5' }),
  after: position({ quantity: '0.4', realised: '-2.5', updatedAt: 9 }),
};
const part = { order, instrument: 'BTC/USDT', at: 9, profit: '-7.5', stopOut: true };

test('default', () => {
  expect(toTradePart(sold)).toEqual(part);
});

test('behavior: a fill that made the position larger is no part of a trade', () => {
  expect(toTradePart({ ...sold, after: position({ quantity: '1.1' }) })).toBeUndefined();
});

test('behavior: what does not say which order it came from is left out', () => {
  expect(toTradePart({ fill: 'T1', before: sold.before, after: sold.after })).toBeUndefined();
});

test('behavior: an order that fills in parts is one trade, closed by its last part', () => {
  const one = toTradePart(sold);
  if (!one) throw new Error('There is a part');
  expect(joined(one, { ...one, at: 4, profit: '1.25', stopOut: false })).toEqual({
    ...part,
    profit: '-6.25',
  });
});
