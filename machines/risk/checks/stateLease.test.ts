import { expect, test } from 'vitest';
import { brief, testExit, testInput } from '../testInput.ts';
import { stateLease } from './stateLease.ts';

test('default', () => {
  expect(brief(stateLease, testInput())).toBe('pass: owned | owned');
});

test('error: denied for entries and exits', () => {
  expect(brief(stateLease, testInput({ state: { ownsLease: false } }))).toBe('deny: not owned | owned');
  expect(brief(stateLease, testExit({ state: { ownsLease: false } }))).toBe('deny: not owned | owned');
});
