import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { authorityLimitsUnchanged } from './authorityLimitsUnchanged.ts';

test('default', () => {
  expect(brief(authorityLimitsUnchanged, testInput())).toBe('pass: limits aaaaaaaa | limits aaaaaaaa');
});

test('error: other limits than those shown are denied, also for an exit', () => {
  const limitsHash = 'b'.repeat(64);
  expect(brief(authorityLimitsUnchanged, testInput({ limitsHash }))).toBe(
    'deny: limits aaaaaaaa | limits bbbbbbbb',
  );
  expect(brief(authorityLimitsUnchanged, testExit({ limitsHash }))).toBe(
    'deny: limits aaaaaaaa | limits bbbbbbbb',
  );
});

test('error: no hash at all is no match', () => {
  expect(
    runCheck(authorityLimitsUnchanged, testInput({ limitsHash: '', terms: { limitsHash: '' } })).outcome,
  ).toBe('deny');
});
