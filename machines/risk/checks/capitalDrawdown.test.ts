import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalDrawdown } from './capitalDrawdown.ts';

test('default', () => {
  expect(brief(capitalDrawdown, testInput())).toBe('pass: 0.00% below the peak | < 10.00% below the peak');
  expect(brief(capitalDrawdown, testInput({ account: { peakEquity: '105000' } }))).toBe(
    'pass: 4.76% below the peak | < 10.00% below the peak',
  );
});

test('error: the drawdown at its limit is denied', () => {
  expect(brief(capitalDrawdown, testInput({ account: { equity: '90000' } }))).toBe(
    'deny: 10.00% below the peak | < 10.00% below the peak',
  );
  expect(runCheck(capitalDrawdown, testInput({ account: { equity: '90000.01' } })).outcome).toBe('pass');
  expect(brief(capitalDrawdown, testInput({ account: { equity: '89999' } }))).toBe(
    'deny: 10.01% below the peak | < 10.00% below the peak',
  );
});

test('behavior: a peak that lags behind the equity is no drawdown', () => {
  expect(runCheck(capitalDrawdown, testInput({ account: { peakEquity: '90000' } })).outcome).toBe('pass');
});

test('behavior: a loss keeps nobody from getting out', () => {
  expect(runCheck(capitalDrawdown, testExit({ account: { equity: '50000' } })).outcome).toBe('notApplicable');
});

test('error: denied when the account is missing or never held anything', () => {
  expect(brief(capitalDrawdown, testInput({ account: { equity: '0', peakEquity: '0' } }))).toBe(
    'deny: unknown | < 10.00% below the peak',
  );
  expect(brief(capitalDrawdown, testInput({ account: undefined }))).toBe(
    'deny: unknown | < 10.00% below the peak',
  );
});
