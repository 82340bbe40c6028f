import { expect, test } from 'vitest';
import { testOrder as order } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { rateOpenOrders } from './rateOpenOrders.ts';

test('default', () => {
  expect(brief(rateOpenOrders, testInput())).toBe('pass: 1 open order | ≤ 20 open orders');
});

test('behavior: exactly the limit passes', () => {
  expect(
    brief(rateOpenOrders, testInput({ account: { openOrders: Array.from({ length: 19 }, () => order()) } })),
  ).toBe('pass: 20 open orders | ≤ 20 open orders');
});

test('error: one open order too many is denied, unknown ones included', () => {
  const openOrders = [
    ...Array.from({ length: 19 }, () => order()),
    order({ status: 'unknown', instrument: eth }),
  ];
  expect(brief(rateOpenOrders, testInput({ account: { openOrders } }))).toBe(
    'deny: 21 open orders | ≤ 20 open orders',
  );
});

test('behavior: open orders keep nobody from getting out', () => {
  const openOrders = Array.from({ length: 30 }, () => order());
  expect(runCheck(rateOpenOrders, testExit({ account: { openOrders } })).outcome).toBe('notApplicable');
});

test('error: denied when the account is missing', () => {
  expect(brief(rateOpenOrders, testInput({ account: undefined }))).toBe('deny: unknown | ≤ 20 open orders');
});
