import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainMinimumOut } from './chainMinimumOut.ts';

test('default', () => {
  expect(brief(chainMinimumOut, testChainInput())).toBe(
    'pass: 0.50% below the quote | ≤ 1.00% below the quote',
  );
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainMinimumOut, testInput()).outcome).toBe('notApplicable');
});

test('error: a minimum too far below an independent quote is denied, and exactly the limit passes', () => {
  expect(brief(chainMinimumOut, testChainInput({ minimumOut: '9899999999999999' }))).toBe(
    'deny: 1.01% below the quote | ≤ 1.00% below the quote',
  );
  expect(brief(chainMinimumOut, testChainInput({ minimumOut: '9900000000000000' }))).toBe(
    'pass: 1.00% below the quote | ≤ 1.00% below the quote',
  );
});

test('error: no minimum at all is denied, and so is a quote of nothing', () => {
  expect(brief(chainMinimumOut, testChainInput({ minimumOut: '0' }))).toBe(
    'deny: 100.00% below the quote | ≤ 1.00% below the quote',
  );
  expect(runCheck(chainMinimumOut, testChainInput({ independentOut: '0' })).outcome).toBe('deny');
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['minimumOut', 'independentOut']) {
    expect(brief(chainMinimumOut, testChainInput({ [key]: undefined }))).toBe(
      'deny: unknown | ≤ 1.00% below the quote',
    );
  }
});
