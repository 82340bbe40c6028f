import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { priceAge } from './priceAge.ts';

const aged = (quoteMs: number, bookMs = 0) => {
  const { quote, book } = testInput();
  return {
    quote: quote && { ...quote, exchangeTime: testNow - quoteMs },
    book: book && { ...book, exchangeTime: testNow - bookMs },
  };
};

test('default', () => {
  expect(brief(priceAge, testInput())).toBe('pass: 1.4 s old | ≤ 10.0 s old');
});

test('error: an old quote or an old book is denied, also for an exit', () => {
  expect(brief(priceAge, testInput(aged(14_000)))).toBe('deny: 14.0 s old | ≤ 10.0 s old');
  expect(brief(priceAge, testExit(aged(14_000)))).toBe('deny: 14.0 s old | ≤ 10.0 s old');
  expect(brief(priceAge, testInput(aged(0, 11_000)))).toBe('deny: 11.0 s old | ≤ 10.0 s old');
});

test('behavior: exactly the limit passes, and a millisecond more does not', () => {
  expect(runCheck(priceAge, testInput(aged(10_000))).outcome).toBe('pass');
  expect(runCheck(priceAge, testInput(aged(10_001))).outcome).toBe('deny');
});

test('behavior: a venue clock slightly ahead counts as no age', () => {
  expect(brief(priceAge, testInput(aged(-300, -200)))).toBe('pass: 0.0 s old | ≤ 10.0 s old');
});

test('error: a price from the future has no age', () => {
  expect(brief(priceAge, testInput(aged(-60_000)))).toBe('deny: 60.0 s in the future | ≤ 10.0 s old');
  expect(runCheck(priceAge, testInput(aged(-10_000))).outcome).toBe('pass');
  expect(runCheck(priceAge, testInput(aged(-10_001))).outcome).toBe('deny');
});

test('error: denied when the quote is missing', () => {
  expect(brief(priceAge, testInput({ quote: undefined }))).toBe('deny: unknown | ≤ 10.0 s old');
});
