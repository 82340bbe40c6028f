import { expect, test } from 'vitest';
import type { Actor } from '../../../domain/actor.ts';
import { brief, runCheck, testApproval, testAuthority, testExit, testInput } from '../testInput.ts';
import { authorityApprover } from './authorityApprover.ts';

const limit = 'approvers other than operator';
const approvedBy = (...people: Partial<Actor>[]) => ({
  phase: 'decide' as const,
  authority: testAuthority({
    decisions: people.map((person) => testApproval({ by: { ...testApproval().by, ...person } })),
  }),
});

test('default', () => {
  expect(brief(authorityApprover, testInput(approvedBy({})))).toBe(`pass: approver | ${limit}`);
});

test('behavior: nobody approves what is only proposed', () => {
  expect(runCheck(authorityApprover, testInput()).outcome).toBe('notApplicable');
});

test('error: without the approver’s role it is denied, also beside somebody who has it', () => {
  const people = [{}, { id: 'agent:trader', role: 'agent' } as const];
  expect(brief(authorityApprover, testInput(approvedBy(...people)))).toBe(
    `deny: agent:trader (agent) | ${limit}`,
  );
  expect(runCheck(authorityApprover, testInput(approvedBy(...people))).message).toContain(
    'the approver’s credential',
  );
});

test('error: whoever proposed does not approve, also an exit', () => {
  const own = testExit(approvedBy({ id: 'operator' }));
  expect(brief(authorityApprover, own)).toBe(`deny: operator (approver) | ${limit}`);
  expect(runCheck(authorityApprover, own).message).toContain('Whoever proposes does not approve');
});

test('error: denied when nobody approved these terms, or it is not known', () => {
  const nobody = { phase: 'decide' as const, authority: testAuthority({ decisions: [] }) };
  const unknown = [null, undefined].map((authority) => ({ phase: 'decide' as const, authority }));
  for (const changes of [nobody, ...unknown]) {
    expect(brief(authorityApprover, testInput(changes))).toBe(`deny: unknown | ${limit}`);
  }
});
