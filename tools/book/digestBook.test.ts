import { expect, test } from 'vitest';
import { bookFigures, digestBook } from './digestBook.ts';

const instrument = { priceTick: '0.01', quantityStep: '0.001', takerFee: '0.001' };
const bids: [string, string][] = [
  ['99.95', '1'],
  ['99.60', '2'],
  ['99.00', '4'],
  ['90.00', '50'],
];
const asks: [string, string][] = [
  ['100.05', '1'],
  ['100.40', '2'],
  ['101.00', '1'],
];

test('default: spread, depth by distance from the middle, and the balance of the sides', () => {
  expect(digestBook({ bids, asks }, instrument)).toEqual({
    ...{ mid: '100.00', spreadPercent: '0.100', bidSharePercent: '63.6', take: [] },
    bids: {
      ...{ best: '99.95', bestQuantity: '1', reachPercent: '10.000' },
      depth: { '0.1': '1', '0.5': '3', '1': '7' },
    },
    asks: {
      ...{ best: '100.05', bestQuantity: '1', reachPercent: '1.000' },
      depth: { '0.1': '1', '0.5': '3', '1': '4' },
    },
  });
});

test('default: what a size costs at once, on either side, against the middle', () => {
  const digest = digestBook({ bids, asks }, instrument, { quantity: '2', sides: ['buy', 'sell'] });
  if (typeof digest === 'string') throw new Error(digest);
  expect(digest.take).toEqual([
    {
      ...{ side: 'buy', quantity: '2', filled: '2', complete: true, averagePrice: '100.22' },
      ...{ worstPrice: '100.40', slippagePercent: '0.225', fee: '0.20' },
    },
    {
      ...{ side: 'sell', quantity: '2', filled: '2', complete: true, averagePrice: '99.78' },
      ...{ worstPrice: '99.60', slippagePercent: '0.225', fee: '0.20' },
    },
  ]);
  expect(bookFigures(digest)).toContainEqual({ name: 'mid', value: '100.00' });
});

test('behavior: a size that the levels do not hold is told as incomplete, never as cheap', () => {
  const digest = digestBook({ bids, asks }, instrument, { quantity: '5', sides: ['buy'] });
  if (typeof digest === 'string') throw new Error(digest);
  expect(digest.take[0]).toMatchObject({ filled: '4', complete: false, worstPrice: '101.00' });
});

test.each<[string, [string, string][], [string, string][], string]>([
  ['no asks', bids, [], 'oneSided'],
  ['nothing', [], [], 'oneSided'],
  ['a bid at the ask', [['100.05', '1']], asks, 'crossed'],
  ['a level told twice', bids, [...asks, ['101.00', '3']], 'disordered'],
  [
    'levels out of order',
    [
      ['99.95', '1'],
      ['99.99', '1'],
    ],
    asks,
    'disordered',
  ],
  ['a price of 0', [...bids, ['0', '1']], asks, 'disordered'],
])('error: a book with %s says nothing', (_name, below, above, reason) => {
  expect(digestBook({ bids: below, asks: above }, instrument)).toBe(reason);
});
