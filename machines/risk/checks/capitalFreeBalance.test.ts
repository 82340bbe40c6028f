import { expect, test } from 'vitest';
import { brief, btc, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { capitalFreeBalance } from './capitalFreeBalance.ts';

test('default', () => {
  expect(brief(capitalFreeBalance, testInput())).toBe('pass: 500.50 USDT needed | ≤ 100,000.00 USDT free');
  expect(brief(capitalFreeBalance, testExit())).toBe('pass: 0.01 BTC to sell | ≤ 0.05 BTC free');
});

test('error: a buy beyond the free cash, fees included, is denied', () => {
  expect(brief(capitalFreeBalance, testInput({ account: { cashFree: '500.49' } }))).toBe(
    'deny: 500.50 USDT needed | ≤ 500.49 USDT free',
  );
  expect(brief(capitalFreeBalance, testInput({ account: { cashFree: '500.50' } }))).toBe(
    'pass: 500.50 USDT needed | ≤ 500.50 USDT free',
  );
  // 0.010003 BTC cost 500.15 and 0.50015 in fees: not a cent may be rounded away.
  expect(
    brief(
      capitalFreeBalance,
      testInput({ terms: { quantity: '0.010003' }, account: { cashFree: '500.65' } }),
    ),
  ).toBe('deny: 500.66 USDT needed | ≤ 500.65 USDT free');
});

test('error: a sell beyond what is free is denied', () => {
  expect(brief(capitalFreeBalance, testExit({ terms: { quantity: '0.05001' } }))).toBe(
    'deny: 0.05001 BTC to sell | ≤ 0.05 BTC free',
  );
  expect(runCheck(capitalFreeBalance, testExit({ terms: { quantity: '0.05' } })).outcome).toBe('pass');
  expect(brief(capitalFreeBalance, testExit({ account: { holdings: [] } }))).toBe(
    'deny: 0.01 BTC to sell | ≤ 0 BTC free',
  );
});

test('behavior: another coin that is held cannot be sold as this one', () => {
  const holdings = [
    { instrument: eth, quantity: '9', free: '9', price: '3000' },
    { instrument: btc, quantity: '0.02', free: '0.02', price: '50000' },
  ];
  expect(brief(capitalFreeBalance, testExit({ account: { holdings } }))).toBe(
    'pass: 0.01 BTC to sell | ≤ 0.02 BTC free',
  );
  expect(
    runCheck(capitalFreeBalance, testExit({ account: { holdings: holdings.slice(0, 1) } })).outcome,
  ).toBe('deny');
});

test('error: denied when account or fees are missing', () => {
  expect(brief(capitalFreeBalance, testInput({ account: undefined }))).toBe(
    'deny: unknown | enough free cash',
  );
  expect(brief(capitalFreeBalance, testInput({ instrument: undefined }))).toBe(
    'deny: unknown | enough free cash',
  );
  expect(brief(capitalFreeBalance, testExit({ account: undefined }))).toBe('deny: unknown | enough free BTC');
});
