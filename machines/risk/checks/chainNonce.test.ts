import { expect, test } from 'vitest';
import { testChainInput } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainNonce } from './chainNonce.ts';

test('default', () => {
  expect(brief(chainNonce, testChainInput())).toBe('pass: 7 | 7');
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainNonce, testInput()).outcome).toBe('notApplicable');
});

test('error: a nonce that is used or ahead is denied, each with its reason', () => {
  expect(brief(chainNonce, testChainInput({ nonce: 6 }))).toBe('deny: 6 | 7');
  expect(runCheck(chainNonce, testChainInput({ nonce: 6 })).message).toContain('would replace it');
  expect(runCheck(chainNonce, testChainInput({ nonce: 8 })).message).toContain('is missing');
});

test('error: denied when something that it needs is missing', () => {
  expect(brief(chainNonce, testChainInput({ nonce: undefined }))).toBe('deny: unknown | 7');
  expect(brief(chainNonce, testChainInput({ nextNonce: undefined }))).toBe('deny: unknown | the next one');
});
