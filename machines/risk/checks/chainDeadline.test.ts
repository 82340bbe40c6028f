import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput, testNow } from '../testInput.ts';
import { chainDeadline } from './chainDeadline.ts';

test('default', () => {
  expect(brief(chainDeadline, testChainInput())).toBe(
    'pass: 60.0 s from now | > 0.0 s and ≤ 120.0 s from now',
  );
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainDeadline, testInput()).outcome).toBe('notApplicable');
});

test('error: a deadline that has passed or is too far away is denied', () => {
  const limit = '> 0.0 s and ≤ 120.0 s from now';
  expect(brief(chainDeadline, testChainInput({ deadline: testNow }))).toBe(`deny: 0.0 s ago | ${limit}`);
  expect(brief(chainDeadline, testChainInput({ deadline: testNow - 5_000 }))).toBe(
    `deny: 5.0 s ago | ${limit}`,
  );
  expect(brief(chainDeadline, testChainInput({ deadline: testNow + 121_000 }))).toBe(
    `deny: 121.0 s from now | ${limit}`,
  );
  const message = (deadline: number) => runCheck(chainDeadline, testChainInput({ deadline })).message;
  expect(message(testNow)).toContain('has passed');
  expect(message(testNow + 121_000)).toContain('could be held back');
});

test('behavior: exactly the limit passes', () => {
  expect(runCheck(chainDeadline, testChainInput({ deadline: testNow + 120_000 })).outcome).toBe('pass');
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['deadline']) {
    expect(runCheck(chainDeadline, testChainInput({ [key]: undefined }))).toMatchObject({
      outcome: 'deny',
      observed: 'unknown',
    });
  }
});
