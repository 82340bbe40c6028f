import { expect, test } from 'vitest';
import { figureValue, priceFigures } from './priceFigures.ts';
import { btc, testEvidence } from './testInput.ts';

const found = (summary: string, ...figures: [name: string, value: string][]) =>
  priceFigures(
    [testEvidence({ summary, figures: figures.map(([name, value]) => ({ name, value })) })],
    btc,
  ).map((figure) => figure.name);

test('default', () => {
  expect(found('', ['last', '1'], ['lastPrice', '2'], ['BTC/USDT bid', '3'], ['mid', '4.5'])).toEqual([
    'last',
    'lastPrice',
    'BTC/USDT bid',
    'mid',
  ]);
});

test('behavior: figures that are no price of today are left out', () => {
  expect(
    found(
      '',
      ['averagePrice', '1'],
      ['bidQuantity', '2'],
      ['previous close', '3'],
      ['rsi', '50'],
      ['last', 'up'],
    ),
  ).toEqual([]);
});

test.each(['last', 'bid', 'ask', 'mid', 'close', 'price'])('behavior: %s names a price', (word) => {
  expect(found('', [word, '1'], [`${word.toUpperCase()}`, '2'], [`${word} 1m`, '3'])).toHaveLength(3);
  expect(found('', [`x${word}`, '1'])).toEqual([]);
});

test.each([
  ...['average', 'change', 'entry', 'fee', 'first', 'gas', 'open', 'percent', 'previous', 'quantity', 'size'],
  ...['start', 'stop', 'target', 'volume'],
])('behavior: a price with the word %s is another one', (word) => {
  expect(found('', [`${word} price`, '1'], [`${word}Price`, '2'])).toEqual([]);
});

test('behavior: another instrument’s figures are left out, named in the figure or in the summary', () => {
  expect(found('', ['ETH/USDT last', '1'])).toEqual([]);
  expect(found('ETH/USDT last 3,000', ['last', '3000'])).toEqual([]);
  expect(found('BTC/USDT and ETH/USDT', ['ETH/USDT last', '1'], ['BTC/USDT last', '2'])).toEqual([
    'BTC/USDT last',
  ]);
});

test('behavior: a printed number loses separators and unit', () => {
  expect(figureValue('67,301.5')?.toString()).toBe('67301.5');
  expect(figureValue('−1.25%')?.toString()).toBe('-1.25');
  expect(figureValue('500.00 USDT')?.toString()).toBe('500');
  expect(figureValue(' 1,234,567 USDT ')?.toString()).toBe('1234567');
  expect(figureValue('5USDT')?.toString()).toBe('5');
  for (const text of ['about 5', '5 usdt', '5  USDT', 'USDT 5', ''])
    expect(figureValue(text)).toBeUndefined();
});
