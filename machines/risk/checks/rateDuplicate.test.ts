import { expect, test } from 'vitest';
import { brief, btc, eth, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { rateDuplicate } from './rateDuplicate.ts';

const sent = (age: number, changes = {}) => ({
  recentOrders: [{ at: testNow - age, instrument: btc, side: 'buy' as const, quantity: '0.010', ...changes }],
});

test('default', () => {
  expect(brief(rateDuplicate, testInput())).toBe('pass: none | none within 30.0 s');
});

test('error: the same waiting already is denied', () => {
  expect(brief(rateDuplicate, testInput({ account: { duplicates: 1 } }))).toBe(
    'deny: 1 waiting with the same content | none within 30.0 s',
  );
});

test('error: the same sent within the window is denied, also for an exit', () => {
  expect(brief(rateDuplicate, testInput({ account: sent(12_000) }))).toBe(
    'deny: sent 12.0 s ago | none within 30.0 s',
  );
  expect(runCheck(rateDuplicate, testInput({ account: sent(12_000) })).message).toContain('12.0 s ago; wait');
  expect(brief(rateDuplicate, testExit({ account: sent(12_000, { side: 'sell' }) }))).toBe(
    'deny: sent 12.0 s ago | none within 30.0 s',
  );
});

test('behavior: other content and the end of the window pass', () => {
  for (const account of [
    sent(1, { quantity: '0.011' }),
    sent(1, { side: 'sell' }),
    sent(1, { instrument: eth }),
    sent(30_000),
  ]) {
    expect(runCheck(rateDuplicate, testInput({ account })).outcome).toBe('pass');
  }
  expect(runCheck(rateDuplicate, testInput({ account: sent(29_999) })).outcome).toBe('deny');
});

test('error: denied when the account is missing', () => {
  expect(brief(rateDuplicate, testInput({ account: undefined }))).toBe('deny: unknown | none within 30.0 s');
});
