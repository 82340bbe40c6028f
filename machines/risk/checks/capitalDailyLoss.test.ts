import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalDailyLoss } from './capitalDailyLoss.ts';

test('default', () => {
  expect(brief(capitalDailyLoss, testInput())).toBe('pass: 0.00% today | > −2.00% today');
  expect(brief(capitalDailyLoss, testInput({ account: { equity: '99400' } }))).toBe(
    'pass: −0.60% today | > −2.00% today',
  );
});

test('error: the loss of the day at its limit is denied', () => {
  expect(brief(capitalDailyLoss, testInput({ account: { equity: '98000' } }))).toBe(
    'deny: −2.00% today | > −2.00% today',
  );
  expect(brief(capitalDailyLoss, testInput({ account: { equity: '97999' } }))).toBe(
    'deny: −2.01% today | > −2.00% today',
  );
  expect(runCheck(capitalDailyLoss, testInput({ account: { equity: '98000.01' } })).outcome).toBe('pass');
});

test('behavior: a loss keeps nobody from getting out', () => {
  expect(runCheck(capitalDailyLoss, testExit({ account: { equity: '50000' } })).outcome).toBe(
    'notApplicable',
  );
});

test('error: denied when the account is missing or began the day with nothing', () => {
  expect(brief(capitalDailyLoss, testInput({ account: undefined }))).toBe('deny: unknown | > −2.00% today');
  expect(brief(capitalDailyLoss, testInput({ account: { dayStartEquity: '0' } }))).toBe(
    'deny: unknown | > −2.00% today',
  );
});
