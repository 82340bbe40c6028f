import { expect, test } from 'vitest';
import { areNearDuplicates, printOf } from './nearDuplicates.ts';

const text = 'Exchange halts withdrawals after hot wallet loses 80 million dollars in a night attack';
const alike = (a: string, b: string) => areNearDuplicates(printOf(a), printOf(b));

test.each([
  [text, text.toUpperCase()],
  [text, `${text}, it says`],
  [text, text.replace('night attack', 'night-time attack')],
])('default: %s ~ %s', (a, b) => {
  expect(alike(a, b)).toBe(true);
  expect(alike(b, a)).toBe(true);
});

test.each([
  [text, text.replace('80', '85')],
  [text, 'Fund buys bitcoin for 80 million dollars in a quiet night'],
  ['Bitcoin falls', 'Bitcoin falls'],
  ['', ''],
])('error: %s is not %s', (a, b) => {
  expect(alike(a, b)).toBe(false);
});
