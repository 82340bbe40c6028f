import { expect, test } from 'vitest';
import { testChainInput, testRouter } from '../testChain.ts';
import { brief, runCheck, testInput } from '../testInput.ts';
import { chainRouter } from './chainRouter.ts';

test('default', () => {
  expect(brief(chainRouter, testChainInput())).toBe(
    `pass: ${testRouter} | one of ${testRouter.toLowerCase()}`,
  );
});

test('behavior: an order for a venue is not concerned', () => {
  expect(runCheck(chainRouter, testInput()).outcome).toBe('notApplicable');
});

test('error: any other contract is denied, and on an empty list none is allowed', () => {
  const other = `0x${'d4'.repeat(20)}`;
  expect(brief(chainRouter, testChainInput({ router: other }))).toBe(
    `deny: ${other} | one of ${testRouter.toLowerCase()}`,
  );
  expect(brief(chainRouter, testChainInput({}, { limits: { chainRouters: [] } }))).toBe(
    `deny: ${testRouter} | no contract is allowed`,
  );
});

test('error: denied when something that it needs is missing', () => {
  for (const key of ['router']) {
    expect(runCheck(chainRouter, testChainInput({ [key]: undefined }))).toMatchObject({
      outcome: 'deny',
      observed: 'unknown',
    });
  }
});
