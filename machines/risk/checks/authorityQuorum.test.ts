import { expect, test } from 'vitest';
import { brief, runCheck, testApproval, testAuthority, testExit, testInput } from '../testInput.ts';
import { authorityQuorum } from './authorityQuorum.ts';

const approvedBy = (...people: string[]) => ({
  phase: 'decide' as const,
  authority: testAuthority({
    decisions: people.map((id) => testApproval({ by: { id, role: 'approver', channel: 'web' } })),
  }),
});
const large = { terms: { quantity: '0.1' } };

test('default', () => {
  expect(brief(authorityQuorum, testInput(approvedBy('ann')))).toBe(
    'pass: 1 approver | ≥ 1 approver at 500.00 USDT',
  );
});

test('behavior: nobody has to have approved what is only proposed', () => {
  expect(runCheck(authorityQuorum, testInput()).outcome).toBe('notApplicable');
});

test('error: a large order needs more people, and one person counts once, also for an exit', () => {
  expect(brief(authorityQuorum, testInput({ ...large, ...approvedBy('ann', 'ann') }))).toBe(
    'deny: 1 approver | ≥ 2 approvers at 5,000.00 USDT',
  );
  expect(runCheck(authorityQuorum, testInput({ ...large, ...approvedBy('ann') })).message).toContain(
    'needs 2 approvers',
  );
  expect(brief(authorityQuorum, testExit({ ...approvedBy('ann'), terms: { quantity: '0.2' } }))).toBe(
    'deny: 1 approver | ≥ 2 approvers at 10,000.00 USDT',
  );
});

test('error: another decision than an approval makes nobody an approver', () => {
  const by = { id: 'bob', role: 'approver', channel: 'web' } as const;
  for (const decision of ['edit', 'decline', 'recheck'] as const) {
    const decisions = [testApproval({ decision, by }), testApproval()];
    const input = testInput({ ...large, phase: 'send', authority: testAuthority({ decisions }) });
    expect(brief(authorityQuorum, input)).toBe('deny: 1 approver | ≥ 2 approvers at 5,000.00 USDT');
  }
});

test('behavior: different people make a quorum, and just below the size one is enough', () => {
  expect(runCheck(authorityQuorum, testInput({ ...large, ...approvedBy('ann', 'bob') })).outcome).toBe(
    'pass',
  );
  expect(
    runCheck(authorityQuorum, testInput({ terms: { quantity: '0.09999' }, ...approvedBy('ann') })).outcome,
  ).toBe('pass');
});

test('error: a large order never needs fewer people than any order does', () => {
  const limits = { minApprovers: 3, minApproversForLargeOrders: 1 };
  expect(
    runCheck(authorityQuorum, testInput({ ...large, limits, ...approvedBy('ann', 'bob') })).outcome,
  ).toBe('deny');
});

test('error: denied when nobody approved, or it is not known', () => {
  expect(runCheck(authorityQuorum, testInput(approvedBy())).outcome).toBe('deny');
  for (const authority of [null, undefined]) {
    expect(brief(authorityQuorum, testInput({ phase: 'send', authority }))).toBe(
      'deny: unknown | ≥ 1 approver at 500.00 USDT',
    );
  }
});
