import { expect, test } from 'vitest';
import { readFeedBook } from './readFeedBook.ts';

test('default: both sides, best first, without what is empty', () => {
  const book = {
    bids: [
      [99, 1],
      [100, 0.5],
      [98, 0],
    ],
    asks: [
      [102, '3'],
      [101.5, 1e-7],
    ],
  };
  expect(readFeedBook(book)).toEqual({
    bids: [
      ['100', '0.5'],
      ['99', '1'],
    ],
    asks: [
      ['101.5', '0.0000001'],
      ['102', '3'],
    ],
  });
});

const side = [[100, 1]];
test.each([
  ['that is none', null],
  ['that is none', '<html>'],
  ['without sides', { bids: {}, asks: side }],
  ['with an empty side', { bids: [], asks: side }],
  ['with an empty side', { bids: [[100, 0]], asks: side }],
  ['with a level that is none', { bids: [[0, 1]], asks: side }],
  ['with a level that is none', { bids: [[-1, 1]], asks: side }],
  ['with a level that is none', { bids: [[99, Number.NaN]], asks: side }],
  ['with a level that is none', { bids: [['99 USD', 1]], asks: side }],
  ['with a level that is none', { bids: [99], asks: side }],
  [
    'that tells a price twice',
    {
      bids: [
        [99, 1],
        [99, 2],
      ],
      asks: side,
    },
  ],
  ['whose best prices cross (100 bid, 100 asked)', { bids: side, asks: side }],
  ['whose best prices cross (101 bid, 100 asked)', { bids: [[101, 1]], asks: side }],
])('error: a book %s', (fault, book) => {
  expect(readFeedBook(book)).toBe(fault);
});
