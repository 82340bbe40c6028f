import { expect, test } from 'vitest';
import { testOrderId } from '../testAccount.ts';
import { brief, runCheck, testAuthority, testExit, testInput } from '../testInput.ts';
import { authorityUnused } from './authorityUnused.ts';

const used = (order: number | null, judged: number | null) => ({
  phase: 'send' as const,
  authority: testAuthority({
    order: order === null ? null : testOrderId(order),
    judged: judged === null ? null : testOrderId(judged),
  }),
});

test('default', () => {
  expect(brief(authorityUnused, testInput(used(1, 1)))).toBe(`pass: ${testOrderId(1)} | no other order`);
});

test('behavior: no order yet is as good, and nothing is used while it is only proposed', () => {
  expect(brief(authorityUnused, testInput(used(null, null)))).toBe('pass: none | no other order');
  expect(runCheck(authorityUnused, testInput()).outcome).toBe('notApplicable');
});

test('error: an approval that another order came of is denied, also for an exit', () => {
  expect(brief(authorityUnused, testInput(used(1, 2)))).toBe(`deny: ${testOrderId(1)} | no other order`);
  expect(brief(authorityUnused, testExit(used(1, null)))).toBe(`deny: ${testOrderId(1)} | no other order`);
});

test('error: denied when it is not known', () => {
  for (const authority of [null, undefined]) {
    expect(brief(authorityUnused, testInput({ phase: 'decide', authority }))).toBe(
      'deny: unknown | no other order',
    );
  }
});
