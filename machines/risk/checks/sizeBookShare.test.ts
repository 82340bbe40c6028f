import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { sizeBookShare } from './sizeBookShare.ts';

const asks = (levels: [string, string][]) => {
  const { book } = testInput();
  return book && { ...book, asks: levels };
};

test('default', () => {
  expect(brief(sizeBookShare, testInput())).toBe('pass: 0.12% of the book | ≤ 20.00% of the book');
});

test('error: too much of the book is denied', () => {
  expect(brief(sizeBookShare, testInput({ book: asks([['50005', '0.02']]) }))).toBe(
    'deny: 50.00% of the book | ≤ 20.00% of the book',
  );
  expect(brief(sizeBookShare, testInput({ book: asks([['50005', '0.04999']]) }))).toBe(
    'deny: 20.01% of the book | ≤ 20.00% of the book',
  );
});

test('behavior: only depth within the collar counts', () => {
  const book = asks([
    ['50005', '0.05'],
    ['50500', '0.05'],
    ['50500.01', '100'],
  ]);
  expect(brief(sizeBookShare, testInput({ book }))).toBe('pass: 10.00% of the book | ≤ 20.00% of the book');
});

test('behavior: exactly the limit passes', () => {
  expect(runCheck(sizeBookShare, testInput({ book: asks([['50005', '0.05']]) })).outcome).toBe('pass');
  expect(runCheck(sizeBookShare, testInput({ book: asks([['50005', '0.04999']]) })).outcome).toBe('deny');
});

test('error: an empty book is denied', () => {
  expect(brief(sizeBookShare, testInput({ book: asks([]) }))).toBe(
    'deny: an empty book | ≤ 20.00% of the book',
  );
});

test('behavior: an exit is not held to it', () => {
  expect(runCheck(sizeBookShare, testExit({ book: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when book or quote is missing', () => {
  expect(brief(sizeBookShare, testInput({ book: undefined }))).toBe('deny: unknown | ≤ 20.00% of the book');
  expect(brief(sizeBookShare, testInput({ quote: undefined }))).toBe('deny: unknown | ≤ 20.00% of the book');
});
