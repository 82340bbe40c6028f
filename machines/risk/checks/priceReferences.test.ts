import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { priceReferences } from './priceReferences.ts';

const market = (last: string, close: string) => {
  const { quote, bar } = testInput();
  return { quote: quote && { ...quote, last }, bar: bar && { ...bar, close } };
};

test('default', () => {
  expect(brief(priceReferences, testInput())).toBe('pass: 0.00% apart | ≤ 0.50% apart');
});

test('error: a last trade or a bar far from the quote is denied', () => {
  expect(brief(priceReferences, testInput(market('50300', '50000')))).toBe(
    'deny: 0.60% apart | ≤ 0.50% apart',
  );
  expect(runCheck(priceReferences, testInput(market('50300', '50000'))).message).toContain('last trade');
  expect(brief(priceReferences, testInput(market('50000', '50300')))).toBe(
    'deny: 0.60% apart | ≤ 0.50% apart',
  );
  expect(brief(priceReferences, testExit(market('50000', '49000')))).toBe(
    'deny: 2.00% apart | ≤ 0.50% apart',
  );
  expect(runCheck(priceReferences, testInput(market('50000', '49000'))).message).toContain('last 1m bar');
});

test('behavior: exactly the limit passes, and what breaks it never prints as equal to it', () => {
  expect(brief(priceReferences, testInput(market('50250', '50000')))).toBe(
    'pass: 0.50% apart | ≤ 0.50% apart',
  );
  expect(brief(priceReferences, testInput(market('50250.01', '50000')))).toBe(
    'deny: 0.51% apart | ≤ 0.50% apart',
  );
});

test('error: a quote of zero is denied', () => {
  const { quote } = testInput();
  expect(brief(priceReferences, testInput({ quote: quote && { ...quote, bid: '0', ask: '0' } }))).toBe(
    'deny: unsound | ≤ 0.50% apart',
  );
});

test('error: denied when quote or bar is missing', () => {
  expect(brief(priceReferences, testInput({ quote: undefined }))).toBe('deny: unknown | ≤ 0.50% apart');
  expect(brief(priceReferences, testInput({ bar: undefined }))).toBe('deny: unknown | ≤ 0.50% apart');
});
