import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { stateReduceOnly } from './stateReduceOnly.ts';

test('default', () => {
  expect(brief(stateReduceOnly, testExit())).toBe('pass: sell 0.01 BTC | ≤ 0.05 BTC held');
  expect(runCheck(stateReduceOnly, testInput()).outcome).toBe('notApplicable');
});

test('error: more than is held is denied', () => {
  expect(brief(stateReduceOnly, testExit({ terms: { quantity: '0.06' } }))).toBe(
    'deny: sell 0.06 BTC | ≤ 0.05 BTC held',
  );
  expect(brief(stateReduceOnly, testExit({ account: { holdings: [] } }))).toBe(
    'deny: sell 0.01 BTC | ≤ 0 BTC held',
  );
  expect(runCheck(stateReduceOnly, testExit({ terms: { quantity: '0.05' } })).outcome).toBe('pass');
});

test('error: a buy cannot be reduce-only', () => {
  expect(brief(stateReduceOnly, testExit({ terms: { side: 'buy' } }))).toBe(
    'deny: buy 0.01 BTC | ≤ 0.05 BTC held',
  );
});

test('error: denied when the account is missing', () => {
  expect(brief(stateReduceOnly, testExit({ account: undefined }))).toBe('deny: unknown | a smaller position');
});
