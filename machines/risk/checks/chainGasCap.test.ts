import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainGasCap } from './chainGasCap.ts';

test('default', () => {
  expect(brief(chainGasCap, testChainInput())).toBe('pass: 0.75 USDT | ≤ 20.00 USDT');
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainGasCap, testInput()).outcome).toBe('notApplicable');
});

test('error: a transaction that could cost too much is denied, and exactly the limit passes', () => {
  expect(brief(chainGasCap, testChainInput({ maxGasCostQuote: '20.001' }))).toBe(
    'deny: 20.01 USDT | ≤ 20.00 USDT',
  );
  expect(brief(chainGasCap, testChainInput({ maxGasCostQuote: '20' }))).toBe(
    'pass: 20.00 USDT | ≤ 20.00 USDT',
  );
});

test('error: denied when something that it needs is missing', () => {
  expect(brief(chainGasCap, testChainInput({ maxGasCostQuote: undefined }))).toBe(
    'deny: unknown | ≤ 20.00 USDT',
  );
});
