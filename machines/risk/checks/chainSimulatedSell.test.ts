import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainSimulatedSell } from './chainSimulatedSell.ts';

test('default', () => {
  expect(brief(chainSimulatedSell, testChainInput())).toBe('pass: 0.60% lost | ≤ 5.00% lost');
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainSimulatedSell, testInput()).outcome).toBe('notApplicable');
});

test('error: a token that cannot be sold again is denied', () => {
  expect(brief(chainSimulatedSell, testChainInput({ simulatedBack: null }))).toBe(
    'deny: reverts | ≤ 5.00% lost',
  );
});

test('error: one that loses too much at once is denied, and exactly the limit passes', () => {
  expect(brief(chainSimulatedSell, testChainInput({ simulatedBack: '474999999' }))).toBe(
    'deny: 5.01% lost | ≤ 5.00% lost',
  );
  expect(brief(chainSimulatedSell, testChainInput({ simulatedBack: '475000000' }))).toBe(
    'pass: 5.00% lost | ≤ 5.00% lost',
  );
});

test('behavior: getting out needs no way back', () => {
  const sell = { terms: { side: 'sell' as const } };
  expect(runCheck(chainSimulatedSell, testChainInput({ simulatedBack: null }, sell)).outcome).toBe(
    'notApplicable',
  );
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['amountIn', 'simulatedBack']) {
    expect(runCheck(chainSimulatedSell, testChainInput({ [key]: undefined }))).toMatchObject({
      outcome: 'deny',
      observed: 'unknown',
    });
  }
  expect(brief(chainSimulatedSell, testChainInput({ amountIn: '0' }))).toBe('deny: unknown | ≤ 5.00% lost');
});
