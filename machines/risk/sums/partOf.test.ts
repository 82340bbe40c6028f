import { expect, test } from 'vitest';
import { Exact } from '../../../domain/Exact.ts';
import { partOf } from './partOf.ts';

const part = (a: string, b: string) => partOf(Exact.of(a), Exact.of(b)).toDecimal().toString();

test('default', () => {
  expect(part('1', '4')).toBe('0.25');
});

test('behavior: what is not exact is rounded up at the eighteenth place, and away from zero', () => {
  expect(part('1', '3')).toBe('0.333333333333333334');
  expect(part('-1', '3')).toBe('-0.333333333333333334');
});
