import { expect, it } from 'vitest';
import { clockTime, dateTime, shortTime } from './time.ts';

const at = Date.UTC(2025, 0, 31, 23, 5, 9);

it('default', () => {
  expect(clockTime(at, 'utc')).toBe('23:05:09Z');
  expect(shortTime(at, 'utc')).toBe('23:05');
});

it('behavior: a date of another year says which', () => {
  expect(dateTime(at, 'utc')).toBe('31 Jan 2025 23:05:09Z');
});

it('behavior: local time carries no Z', () => {
  expect(clockTime(at, 'local')).not.toContain('Z');
});

it('behavior: midnight is 00, not 24', () => {
  expect(clockTime(Date.UTC(2025, 0, 1), 'utc')).toBe('00:00:00Z');
});
