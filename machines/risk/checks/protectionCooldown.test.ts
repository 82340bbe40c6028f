import { expect, test } from 'vitest';
import { testTrade } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { protectionCooldown } from './protectionCooldown.ts';

const stopped = (age: number) => ({ account: { trades: [testTrade(1, testNow - age)] } });
const limit = '≥ 600.0 s since the last stop-out';

test('default', () => {
  expect(brief(protectionCooldown, testInput())).toBe(`pass: no stop-out | ${limit}`);
});

test('error: an entry soon after a stop-out is denied', () => {
  expect(brief(protectionCooldown, testInput(stopped(90_000)))).toBe(`deny: 90.0 s since | ${limit}`);
  expect(runCheck(protectionCooldown, testInput(stopped(90_000))).message).toBe(
    'BTC/USDT was stopped out 90.0 s ago; wait another 510.0 s.',
  );
});

test('behavior: exactly the cooldown passes', () => {
  expect(brief(protectionCooldown, testInput(stopped(600_000)))).toBe(`pass: 600.0 s since | ${limit}`);
  expect(runCheck(protectionCooldown, testInput(stopped(599_999))).outcome).toBe('deny');
});

test('behavior: another instrument’s stop-out does not matter, nor any without a cooldown or for an exit', () => {
  expect(
    runCheck(
      protectionCooldown,
      testInput({ account: { trades: [testTrade(1, testNow, { instrument: eth })] } }),
    ).outcome,
  ).toBe('pass');
  expect(
    runCheck(protectionCooldown, testInput({ ...stopped(1), limits: { cooldownAfterStopSeconds: 0 } }))
      .outcome,
  ).toBe('notApplicable');
  expect(runCheck(protectionCooldown, testExit(stopped(1))).outcome).toBe('notApplicable');
});

test('error: denied when the account is missing', () => {
  expect(brief(protectionCooldown, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
});
