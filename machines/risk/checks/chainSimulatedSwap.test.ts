import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainSimulatedSwap } from './chainSimulatedSwap.ts';

test('default', () => {
  expect(brief(chainSimulatedSwap, testChainInput())).toBe(
    'pass: 9,990,000,000,000,000 out | ≥ 9,950,000,000,000,000 out',
  );
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainSimulatedSwap, testInput()).outcome).toBe('notApplicable');
});

test('error: a swap that reverts or gives less than its minimum is denied, for an exit too', () => {
  const limit = '≥ 9,950,000,000,000,000 out';
  expect(brief(chainSimulatedSwap, testChainInput({ simulatedOut: null }))).toBe(`deny: reverts | ${limit}`);
  const sell = { terms: { side: 'sell' as const } };
  expect(brief(chainSimulatedSwap, testChainInput({ simulatedOut: '9949999999999999' }, sell))).toBe(
    `deny: 9,949,999,999,999,999 out | ${limit}`,
  );
});

test('behavior: exactly the minimum passes', () => {
  expect(runCheck(chainSimulatedSwap, testChainInput({ simulatedOut: '9950000000000000' })).outcome).toBe(
    'pass',
  );
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['simulatedOut', 'minimumOut']) {
    expect(runCheck(chainSimulatedSwap, testChainInput({ [key]: undefined }))).toMatchObject({
      outcome: 'deny',
      observed: 'unknown',
    });
  }
});
