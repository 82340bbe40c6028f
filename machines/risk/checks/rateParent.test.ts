import { expect, test } from 'vitest';
import { proposalId } from '../../../domain/ids.ts';
import { testOrder as order } from '../testAccount.ts';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { rateParent } from './rateParent.ts';

const { proposal } = testInput().terms;
const limit = '≤ 0.01 BTC approved';
const children = (...openOrders: ReturnType<typeof order>[]) => ({ account: { openOrders } });

test('default', () => {
  expect(brief(rateParent, testInput())).toBe(`pass: 0.01 BTC in all | ${limit}`);
});

test('error: what an order of the proposal has filled or may still fill is not sent again, also for an exit', () => {
  const open = order({ proposal, remaining: '0.004' });
  expect(brief(rateParent, testInput(children(open)))).toBe(`deny: 0.014 BTC in all | ${limit}`);
  const cancelled = order({ proposal, status: 'cancelled', remaining: '0.01', filled: '0.001' });
  expect(brief(rateParent, testExit(children(cancelled)))).toBe(`deny: 0.011 BTC in all | ${limit}`);
  const unknown = order({ proposal, status: 'unknown', remaining: '0.01' });
  expect(brief(rateParent, testInput(children(unknown)))).toBe(`deny: 0.02 BTC in all | ${limit}`);
});

test('behavior: orders that came to nothing and those of other proposals do not count', () => {
  const lapsed = order({ proposal, status: 'lapsed', remaining: '0.01' });
  const rejected = order({ proposal, status: 'rejected', remaining: '0.01' });
  const other = order({ proposal: proposalId.parse('PRP-OTHER001') });
  expect(runCheck(rateParent, testInput(children(lapsed, rejected, other))).outcome).toBe('pass');
});

test('error: denied when the account is missing', () => {
  expect(brief(rateParent, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
});
