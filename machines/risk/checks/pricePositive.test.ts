import { expect, test } from 'vitest';
import { brief, testExit, testInput } from '../testInput.ts';
import { pricePositive } from './pricePositive.ts';

const quoted = (changes: Partial<NonNullable<ReturnType<typeof testInput>['quote']>>) => {
  const { quote } = testInput();
  return quote && { ...quote, ...changes };
};

test('default', () => {
  expect(brief(pricePositive, testInput())).toBe('pass: bid 49,995, ask 50,005 | > 0, bid < ask');
});

test('error: a price of zero or less is denied wherever it stands', () => {
  expect(brief(pricePositive, testInput({ terms: { priceCap: '0' } }))).toBe(
    'deny: price 0 | > 0, bid < ask',
  );
  expect(brief(pricePositive, testInput({ terms: { stop: '-1' } }))).toBe('deny: stop −1 | > 0, bid < ask');
  expect(brief(pricePositive, testInput({ terms: { target: '0.0' } }))).toBe(
    'deny: target 0 | > 0, bid < ask',
  );
  expect(brief(pricePositive, testExit({ quote: quoted({ bid: '0' }) }))).toBe(
    'deny: bid 0 | > 0, bid < ask',
  );
  expect(brief(pricePositive, testInput({ quote: quoted({ last: '0' }) }))).toBe(
    'deny: last trade 0 | > 0, bid < ask',
  );
});

test('error: a crossed or locked quote is denied', () => {
  expect(brief(pricePositive, testInput({ quote: quoted({ bid: '50005' }) }))).toBe(
    'deny: bid 50,005, ask 50,005 | > 0, bid < ask',
  );
});

test('error: denied when the quote is missing', () => {
  expect(brief(pricePositive, testInput({ quote: undefined }))).toBe('deny: unknown | > 0, bid < ask');
});
