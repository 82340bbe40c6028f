import { expect, test } from 'vitest';
import { approvalsOf } from './approvals.ts';
import { testApproval, testAuthority, testNow } from './testInput.ts';

const of = (...decisions: ReturnType<typeof testApproval>[]) =>
  approvalsOf(testAuthority({ decisions }), testNow);

test('default', () => {
  const [first, second] = [testApproval({ at: testNow - 2 }), testApproval({ at: testNow - 1 })];
  expect(of(first, second)).toEqual([first, second]);
});

test.each([
  ['another decision', { decision: 'decline' }],
  ['another revision', { revision: 2 }],
  ['another hash', { hash: 'c'.repeat(64) }],
  ['the moment of the expiry', { at: testNow }],
  ['a moment after it', { at: testNow + 1 }],
] as const)('error: %s approves nothing', (_, changes) => {
  expect(of(testApproval(changes))).toEqual([]);
});
