import { expect, test } from 'vitest';
import { testTrade } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput, testNow } from '../testInput.ts';
import { protectionStopLossGuard } from './protectionStopLossGuard.ts';

const limit = '≤ 3 stop-outs in all and 1 of BTC/USDT within 86400.0 s';
const stopped = (...trades: ReturnType<typeof testTrade>[]) => ({ account: { trades } });
const elsewhere = (number: number, age: number) => testTrade(number, testNow - age, { instrument: eth });

test('default', () => {
  expect(brief(protectionStopLossGuard, testInput())).toBe(
    `pass: 0 stop-outs in all, 0 of BTC/USDT | ${limit}`,
  );
});

test('error: too many stop-outs of this instrument deny', () => {
  const trades = stopped(testTrade(1, testNow - 5), testTrade(2, testNow - 86_399_999));
  expect(brief(protectionStopLossGuard, testInput(trades))).toBe(
    `deny: 2 stop-outs in all, 2 of BTC/USDT | ${limit}`,
  );
});

test('error: too many stop-outs in all deny', () => {
  const trades = [1, 2, 3, 4].map((number) => elsewhere(number, number));
  expect(brief(protectionStopLossGuard, testInput(stopped(...trades)))).toBe(
    `deny: 4 stop-outs in all, 0 of BTC/USDT | ${limit}`,
  );
});

test('behavior: exactly the limits pass; older ones, and losses that were no stop-outs, do not count', () => {
  const trades = stopped(
    testTrade(1, testNow - 5),
    testTrade(2, testNow - 86_400_000),
    testTrade(3, testNow - 4, { stopOut: false }),
    elsewhere(4, 1),
    elsewhere(5, 2),
  );
  expect(brief(protectionStopLossGuard, testInput(trades))).toBe(
    `pass: 3 stop-outs in all, 1 of BTC/USDT | ${limit}`,
  );
});

test('behavior: stop-outs keep nobody from getting out', () => {
  const trades = stopped(testTrade(1, testNow), testTrade(2, testNow));
  expect(runCheck(protectionStopLossGuard, testExit(trades)).outcome).toBe('notApplicable');
});

test('error: denied when the account is missing', () => {
  expect(brief(protectionStopLossGuard, testInput({ account: undefined }))).toBe(`deny: unknown | ${limit}`);
});
