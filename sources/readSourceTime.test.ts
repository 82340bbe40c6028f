import { expect, test } from 'vitest';
import { readSourceTime } from './readSourceTime.ts';

const now = Date.UTC(2026, 5, 1);
const at = Date.UTC(2026, 4, 31, 12);

test.each([
  ['2026-05-31T12:00:00Z', at],
  ['Sun, 31 May 2026 12:00:00 GMT', at],
  [at, at],
  [at / 1000, at],
  [String(at / 1000), at],
  [now + 60_000, now],
  [now + 600_000, null],
  ['2062-01-01T00:00:00Z', null],
  ['1970-01-01T00:00:00Z', null],
  [0, null],
  [-1, null],
  [Number.NaN, null],
  ['yesterday', null],
  ['', null],
  [null, null],
  [{}, null],
])('default: %j', (given, expected) => {
  expect(readSourceTime(given, now)).toBe(expected);
});
