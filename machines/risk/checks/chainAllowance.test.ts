import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainAllowance } from './chainAllowance.ts';

test('default', () => {
  expect(brief(chainAllowance, testChainInput())).toBe('pass: 500,000,000 | exactly 500,000,000');
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainAllowance, testInput()).outcome).toBe('notApplicable');
});

test('error: more or less than goes in is denied, each with its reason', () => {
  const more = testChainInput({ allowance: '500000001' });
  expect(brief(chainAllowance, more)).toBe('deny: 500,000,001 | exactly 500,000,000');
  expect(runCheck(chainAllowance, more).message).toContain('could take more');
  expect(runCheck(chainAllowance, testChainInput({ allowance: '499999999' })).message).toContain(
    'would fail',
  );
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['allowance', 'amountIn']) {
    expect(runCheck(chainAllowance, testChainInput({ [key]: undefined }))).toMatchObject({
      outcome: 'deny',
      observed: 'unknown',
    });
  }
});
