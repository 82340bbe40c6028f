import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { priceCollar } from './priceCollar.ts';

const barAt = (close: string) => {
  const { bar } = testInput();
  return bar && { ...bar, close };
};

test('default', () => {
  expect(brief(priceCollar, testInput())).toBe('pass: 0.00% above the market | ≤ 1.00% above the market');
  expect(brief(priceCollar, testInput({ terms: { priceCap: '48000' } }))).toBe(
    'pass: 4.00% below the market | ≤ 1.00% above the market',
  );
  expect(brief(priceCollar, testExit({ terms: { priceCap: '52000' } }))).toBe(
    'pass: 4.00% above the market | ≤ 1.00% below the market',
  );
});

test('error: a buy far above and a sell far below are denied', () => {
  expect(brief(priceCollar, testInput({ terms: { priceCap: '51000' } }))).toBe(
    'deny: 2.00% above the market | ≤ 1.00% above the market',
  );
  expect(runCheck(priceCollar, testInput({ terms: { priceCap: '51000' } })).message).toBe(
    'A buy at 51,000 is too far above the market; use 50,500 or better.',
  );
  expect(brief(priceCollar, testExit({ terms: { priceCap: '49000' } }))).toBe(
    'deny: 2.00% below the market | ≤ 1.00% below the market',
  );
});

test('behavior: both references bind, whichever is the stricter', () => {
  expect(brief(priceCollar, testInput({ terms: { priceCap: '50400' }, bar: barAt('49800') }))).toBe(
    'deny: 1.21% above the market | ≤ 1.00% above the market',
  );
  expect(brief(priceCollar, testInput({ terms: { priceCap: '50600' }, bar: barAt('50600') }))).toBe(
    'deny: 1.20% above the market | ≤ 1.00% above the market',
  );
});

test('behavior: exactly the limit passes', () => {
  expect(runCheck(priceCollar, testInput({ terms: { priceCap: '50500' } })).outcome).toBe('pass');
  expect(runCheck(priceCollar, testInput({ terms: { priceCap: '50500.01' } })).outcome).toBe('deny');
  expect(runCheck(priceCollar, testExit({ terms: { priceCap: '49500' } })).outcome).toBe('pass');
  expect(runCheck(priceCollar, testExit({ terms: { priceCap: '49499.99' } })).outcome).toBe('deny');
});

test('behavior: the message names the price that would pass, by the stricter reference', () => {
  const message = (input: ReturnType<typeof testInput>) => runCheck(priceCollar, input).message;
  expect(message(testInput({ terms: { priceCap: '51000' }, bar: barAt('49800') }))).toContain(
    'use 50,298 or',
  );
  expect(message(testInput({ terms: { priceCap: '51500' }, bar: barAt('50600') }))).toContain(
    'use 50,500 or',
  );
  expect(message(testExit({ terms: { priceCap: '49000' }, bar: barAt('50200') }))).toContain('use 49,698 or');
});

test('error: a reference of zero is denied', () => {
  const { quote } = testInput();
  expect(brief(priceCollar, testInput({ quote: quote && { ...quote, bid: '0', ask: '0' } }))).toBe(
    'deny: unsound | ≤ 1.00% above the market',
  );
  expect(brief(priceCollar, testInput({ bar: barAt('0') }))).toBe('deny: unsound | ≤ 1.00% above the market');
});

test('error: denied when quote or bar is missing', () => {
  expect(brief(priceCollar, testInput({ quote: undefined }))).toBe(
    'deny: unknown | ≤ 1.00% above the market',
  );
  expect(brief(priceCollar, testInput({ bar: undefined }))).toBe('deny: unknown | ≤ 1.00% above the market');
});
