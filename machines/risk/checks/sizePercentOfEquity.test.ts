import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { sizePercentOfEquity } from './sizePercentOfEquity.ts';

test('default', () => {
  expect(brief(sizePercentOfEquity, testInput())).toBe('pass: 0.50% of equity | ≤ 10.00% of equity');
});

test('error: too large a share is denied', () => {
  expect(brief(sizePercentOfEquity, testInput({ terms: { quantity: '0.25' } }))).toBe(
    'deny: 12.50% of equity | ≤ 10.00% of equity',
  );
});

test('behavior: exactly the limit passes, and what breaks it never prints as equal to it', () => {
  expect(brief(sizePercentOfEquity, testInput({ terms: { quantity: '0.2' } }))).toBe(
    'pass: 10.00% of equity | ≤ 10.00% of equity',
  );
  expect(brief(sizePercentOfEquity, testInput({ terms: { quantity: '0.20001' } }))).toBe(
    'deny: 10.01% of equity | ≤ 10.00% of equity',
  );
});

test('behavior: an exit may have any size', () => {
  expect(runCheck(sizePercentOfEquity, testExit({ account: undefined })).outcome).toBe('notApplicable');
});

test('error: denied when the equity is missing or gone', () => {
  expect(brief(sizePercentOfEquity, testInput({ account: undefined }))).toBe(
    'deny: unknown | ≤ 10.00% of equity',
  );
  expect(brief(sizePercentOfEquity, testInput({ account: { equity: '-5' } }))).toBe(
    'deny: unknown | ≤ 10.00% of equity',
  );
});
