import { expect, it } from 'vitest';
import { quoteAge } from '../../domain/quoteAge.ts';
import { gradeAge } from './gradeAge.ts';

it('default', () => {
  expect(gradeAge(1000, 2400)).toEqual({ ms: 1400, grade: 'fresh' });
});

it('behavior: the bounds are those that the desk enforces', () => {
  expect(gradeAge(0, quoteAge.freshMs).grade).toBe('fresh');
  expect(gradeAge(0, quoteAge.freshMs + 1).grade).toBe('ageing');
  expect(gradeAge(0, quoteAge.staleMs).grade).toBe('ageing');
  expect(gradeAge(0, quoteAge.staleMs + 1).grade).toBe('stale');
});

it('behavior: a venue whose clock is ahead gives no negative age', () => {
  expect(gradeAge(5000, 1000)).toEqual({ ms: 0, grade: 'fresh' });
});
