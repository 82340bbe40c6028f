import { expect, test } from 'vitest';
import { parseRetryAfter } from './parseRetryAfter.ts';

const now = Date.UTC(2026, 0, 2, 3, 4, 5);

test.each([
  ['120', now + 120_000],
  ['Fri, 02 Jan 2026 03:05:05 GMT', now + 60_000],
  ['999999999', now + 86_400_000],
  ['Fri, 02 Jan 2026 03:04:00 GMT', null],
  ['soon', null],
  ['', null],
  ['-5', null],
  [undefined, null],
])('default: %s', (header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected);
});
