import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainId } from './chainId.ts';

test('default', () => {
  expect(brief(chainId, testChainInput())).toBe('pass: node 8453, transaction 8453 | one of 1, 8453');
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainId, testInput()).outcome).toBe('notApplicable');
});

test('error: another chain than the transaction is for is denied', () => {
  expect(brief(chainId, testChainInput({ signedChainId: 1 }))).toBe(
    'deny: node 8453, transaction 1 | one of 1, 8453',
  );
});

test('error: a chain that is not on the list is denied, and on an empty list none is', () => {
  const other = { chainId: 137, signedChainId: 137 };
  expect(brief(chainId, testChainInput(other))).toBe('deny: node 137, transaction 137 | one of 1, 8453');
  expect(brief(chainId, testChainInput({}, { limits: { chainIds: [] } }))).toBe(
    'deny: node 8453, transaction 8453 | no chain is allowed',
  );
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['chainId', 'signedChainId']) {
    expect(runCheck(chainId, testChainInput({ [key]: undefined }))).toMatchObject({
      outcome: 'deny',
      observed: 'unknown',
    });
  }
});
