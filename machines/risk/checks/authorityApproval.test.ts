import { expect, test } from 'vitest';
import { brief, runCheck, testApproval, testAuthority, testExit, testInput } from '../testInput.ts';
import { authorityApproval } from './authorityApproval.ts';

const limit = 'an approval of revision 1';
const decided = (...decisions: ReturnType<typeof testApproval>[]) => ({
  phase: 'send' as const,
  authority: testAuthority({ decisions }),
});

test('default', () => {
  expect(brief(authorityApproval, testInput(decided(testApproval())))).toBe(
    `pass: approved by approver | ${limit}`,
  );
});

test('behavior: nobody has to have approved what is only proposed', () => {
  expect(runCheck(authorityApproval, testInput({ authority: null })).outcome).toBe('notApplicable');
});

test('error: without any decision it is denied', () => {
  expect(brief(authorityApproval, testInput(decided()))).toBe(`deny: no decision | ${limit}`);
});

test('error: an approval of another revision, of other terms or after the expiry is none', () => {
  const { expiresAt } = testInput().terms;
  for (const changes of [{ revision: 2 }, { hash: 'c'.repeat(64) }, { at: expiresAt }]) {
    const { revision } = testApproval(changes);
    expect(brief(authorityApproval, testInput(decided(testApproval(changes))))).toBe(
      `deny: approve of revision ${revision} | ${limit}`,
    );
  }
});

test('error: an approval that another decision followed does not hold, also for an exit', () => {
  const edited = [testApproval(), testApproval({ decision: 'edit' })];
  expect(brief(authorityApproval, testExit(decided(...edited)))).toBe(
    `deny: approved, then edit of revision 1 | ${limit}`,
  );
});

test('error: denied when the decisions are missing', () => {
  for (const authority of [null, undefined]) {
    expect(brief(authorityApproval, testInput({ phase: 'decide', authority }))).toBe(
      'deny: unknown | an approval of revision ?',
    );
  }
});
