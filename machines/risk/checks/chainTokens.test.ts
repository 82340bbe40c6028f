import { expect, test } from 'vitest';
import { testChainInput, testTokenIn, testTokenOut } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainTokens } from './chainTokens.ts';

test('default', () => {
  expect(brief(chainTokens, testChainInput())).toBe(
    `pass: ${testTokenIn} to ${testTokenOut} | among ${testTokenIn}, ${testTokenOut}`,
  );
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainTokens, testInput()).outcome).toBe('notApplicable');
});

const other = `0x${'d4'.repeat(20)}`;

test('error: a token that is not on the list is denied on either side', () => {
  const limit = `among ${testTokenIn}, ${testTokenOut}`;
  expect(brief(chainTokens, testChainInput({ tokenOut: other }))).toBe(`deny: ${other} | ${limit}`);
  expect(brief(chainTokens, testChainInput({ tokenIn: other }))).toBe(`deny: ${other} | ${limit}`);
  expect(runCheck(chainTokens, testChainInput({}, { limits: { chainTokens: [] } })).limit).toBe(
    'no token is allowed',
  );
});

test('behavior: what is held may be sold also when it is no longer on the list, but only into one that is', () => {
  const sell = { terms: { side: 'sell' as const } };
  expect(runCheck(chainTokens, testChainInput({ tokenIn: other }, sell)).outcome).toBe('pass');
  expect(runCheck(chainTokens, testChainInput({ tokenOut: other }, sell)).outcome).toBe('deny');
});

test('behavior: capitals of the checksum make no difference', () => {
  expect(runCheck(chainTokens, testChainInput({ tokenIn: testTokenIn.replace('b1', 'B1') })).outcome).toBe(
    'pass',
  );
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['tokenIn', 'tokenOut']) {
    expect(runCheck(chainTokens, testChainInput({ [key]: undefined }))).toMatchObject({
      outcome: 'deny',
      observed: 'unknown',
    });
  }
});
