import { expect, test } from 'vitest';
import { brief, btc, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { rateOrdersPerMinute } from './rateOrdersPerMinute.ts';

const sent = (...ages: number[]) => ({
  recentOrders: ages.map((age) => ({
    at: testNow - age,
    instrument: btc,
    side: 'buy' as const,
    quantity: '1',
  })),
});

test('default', () => {
  expect(brief(rateOrdersPerMinute, testInput())).toBe('pass: 1 order a minute | ≤ 5 orders a minute');
});

test('behavior: exactly the limit passes, and older orders do not count', () => {
  expect(brief(rateOrdersPerMinute, testInput({ account: sent(1, 2, 3, 59_999, 60_000) }))).toBe(
    'pass: 5 orders a minute | ≤ 5 orders a minute',
  );
});

test('error: one order too many is denied', () => {
  expect(brief(rateOrdersPerMinute, testInput({ account: sent(1, 2, 3, 4, 59_999) }))).toBe(
    'deny: 6 orders a minute | ≤ 5 orders a minute',
  );
});

test('behavior: a burst keeps nobody from getting out', () => {
  expect(runCheck(rateOrdersPerMinute, testExit({ account: sent(1, 2, 3, 4, 5) })).outcome).toBe(
    'notApplicable',
  );
});

test('error: denied when the account is missing', () => {
  expect(brief(rateOrdersPerMinute, testInput({ account: undefined }))).toBe(
    'deny: unknown | ≤ 5 orders a minute',
  );
});
